using Isl.Api.Cluster;

namespace Isl.Tests.Unit.Cluster;

public sealed class LastKnownTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(30);

    [Fact]
    public async Task Get_ClusterFallsSilent_AnswersWhatItLastKnew()
    {
        var answers = new Queue<Task<string>>([Task.FromResult("first"), new TaskCompletionSource<string>().Task]);
        var known = new LastKnown<string>(() => answers.Dequeue(), TimeProvider.System);

        Assert.Equal("first", await known.Get(TimeSpan.FromSeconds(10)));
        Assert.Equal("first", await known.Get(Short));
        Assert.Equal("first", await known.Get(Short)); // the silent question is still under way: no other is asked
    }

    [Fact]
    public async Task Get_ClusterFails_AnswersWhatItLastKnew()
    {
        var answers = new Queue<Task<string>>([Task.FromResult("first"), Task.FromException<string>(new InvalidOperationException())]);
        var known = new LastKnown<string>(() => answers.Dequeue(), TimeProvider.System);

        Assert.Equal("first", await known.Get(TimeSpan.FromSeconds(10)));
        Assert.Equal("first", await known.Get(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task Get_NeverKnown_SaysWhatWentWrong()
    {
        var known = new LastKnown<string>(() => Task.FromException<string>(new InvalidOperationException("never")), TimeProvider.System);

        await Assert.ThrowsAsync<InvalidOperationException>(() => known.Get(TimeSpan.FromSeconds(10)));
    }
}
