namespace Isl.Tests.Processes;

/// <summary>
/// A cluster that grows and shrinks, and beside it one whose jobs lose their silo and their API. Of neither is it measured how long it takes, so
/// they run together.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ChangeRuns : ICollectionFixture<ChangeRuns>, IAsyncLifetime
{
    public const string Name = "changes";

    private readonly CancellationTokenSource _over = new();

    internal Task<string> Membership { get; private set; } = null!;

    internal Task<string> Jobs { get; private set; } = null!;

    public ValueTask InitializeAsync()
    {
        Membership = Processes.Membership.RunAsync(_over.Token);
        Jobs = JobFaults.RunAsync(_over.Token);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await Task.WhenAny(Task.WhenAll(Membership, Jobs)); // how they end is for the tests to see
        _over.Dispose();
    }
}
