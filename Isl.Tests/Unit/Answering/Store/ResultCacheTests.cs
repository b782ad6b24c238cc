using Isl.Grains.Answering.Store;
using Isl.Grains.Interfaces.Answering;

namespace Isl.Tests.Unit.Answering.Store;

public sealed class ResultCacheTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Add_OverTheEntryLimit_DropsTheLeastRecentlyUsed()
    {
        var cache = new ResultCache(2, long.MaxValue);
        Add(cache, 1);
        Add(cache, 2);
        Assert.NotNull(cache.Find(Id(1), Now));
        Add(cache, 3);

        Assert.Null(cache.Find(Id(2), Now));
        Assert.NotNull(cache.Find(Id(1), Now));
        Assert.Equal(1, cache.Figures.Evictions);
    }

    [Fact]
    public void Add_OverTheByteLimit_DropsEntriesUntilItFits()
    {
        var cache = new ResultCache(100, 3000);
        Add(cache, 1, bytes: 1000);
        Add(cache, 2, bytes: 1000);
        Add(cache, 3, bytes: 1000);

        Assert.Equal(2, cache.Figures.Entries);
        Assert.InRange(cache.Figures.Bytes, 2000, 3000);
    }

    [Fact]
    public void Add_LargerThanTheWholeCache_IsNotHeldAndDropsNothing()
    {
        var cache = new ResultCache(100, 3000);
        Add(cache, 1, bytes: 100);
        Add(cache, 2, bytes: 5000);

        Assert.NotNull(cache.Find(Id(1), Now));
        Assert.Null(cache.Find(Id(2), Now));
    }

    [Fact]
    public void Find_AfterItsTime_IsGoneAndCounted()
    {
        var cache = new ResultCache(10, long.MaxValue);
        Add(cache, 1);

        Assert.NotNull(cache.Find(Id(1), Now.AddSeconds(9.9)));
        Assert.Null(cache.Find(Id(1), Now.AddSeconds(10)));
        Assert.Equal((0, 0L, 0L, 1L), cache.Figures);
    }

    [Fact]
    public void Sweep_DropsWhatHasExpired()
    {
        var cache = new ResultCache(10, long.MaxValue);
        Add(cache, 1);
        Add(cache, 2);
        cache.Sweep(Now.AddSeconds(10));

        Assert.Equal(0, cache.Figures.Entries);
    }

    [Fact]
    public void Shed_DropsTheLeastRecentlyUsedPart()
    {
        var cache = new ResultCache(10, long.MaxValue);
        for (var number = 1; number <= 5; number++)
        {
            Add(cache, number);
        }

        cache.Find(Id(1), Now);

        Assert.Equal(3, cache.Shed(0.5));
        Assert.NotNull(cache.Find(Id(1), Now));
        Assert.NotNull(cache.Find(Id(5), Now));
        Assert.Equal((2, 3L), (cache.Figures.Entries, cache.Figures.Evictions));
        Assert.Equal(2, cache.Shed(1));
        Assert.Equal((0, 0L), (cache.Figures.Entries, cache.Figures.Bytes));
    }

    [Fact]
    public void ResultId_WrittenAndRead_IsTheSame()
    {
        var id = ResultId.Of(SubjectKind.Dataset, new string('a', 64), "question");

        Assert.True(ResultId.TryParse(id.ToString(), out var read));
        Assert.Equal(id, read);
    }

    private static ResultId Id(int number) => ResultId.Of(SubjectKind.Graph, new string('0', 64), $"{number}");

    private static void Add(ResultCache cache, int number, int bytes = 10) =>
        cache.Add(Id(number), new StoredAnswer(new byte[bytes], "etag", false), Now.AddSeconds(10));
}
