using Isl.Grains.Hosting;

namespace Isl.Tests.Unit.Hosting;

public sealed class MemoryTrimRuleTests
{
    private const long Large = 2 * MemoryTrimRule.Small;

    private readonly MemoryTrimRule _rule = new();
    private long _allocated;

    [Fact]
    public void Next_BurstIsOver_IsAWholeOneOnceAndNotAgainBeforeTheNext()
    {
        Assert.Equal(MemoryTrimStep.None, Look(MemoryTrimRule.Burst, Large));
        Assert.Equal(1, Looks(100, 1000, Large).Count(step => step == MemoryTrimStep.Whole));

        Assert.Equal(MemoryTrimStep.None, Look(MemoryTrimRule.Burst, Large));
        Assert.Equal(1, Looks(100, 1000, Large).Count(step => step == MemoryTrimStep.Whole));
    }

    [Fact]
    public void Next_SomebodyAsks_IsNone() =>
        Assert.All(Looks(100, 2 * MemoryTrimRule.Quiet, Large), step => Assert.Equal(MemoryTrimStep.None, step));

    [Fact]
    public void Next_LittleHeld_IsNoWholeOne()
    {
        Look(MemoryTrimRule.Burst, MemoryTrimRule.Small - 1);

        Assert.DoesNotContain(MemoryTrimStep.Whole, Looks(100, 1000, MemoryTrimRule.Small - 1));
    }

    [Fact]
    public void Next_HousekeepingAlone_LeavesNoMoreThanItMay()
    {
        const long ALook = MemoryTrimRule.Litter / 3;

        var steps = Looks(300, ALook, MemoryTrimRule.Small - 1).ToList();

        Assert.Equal(100, steps.Count(step => step == MemoryTrimStep.Young));
        Assert.DoesNotContain(MemoryTrimStep.Whole, steps);
    }

    private IEnumerable<MemoryTrimStep> Looks(int count, long more, long held) => Enumerable.Range(0, count).Select(_ => Look(more, held));

    private MemoryTrimStep Look(long more, long held) => _rule.Next(_allocated += more, held);
}
