using Isl.Grains.Hosting;

namespace Isl.Tests.Unit.Hosting;

public sealed class MemoryTrimRuleTests
{
    private const long Large = 2 * MemoryTrimRule.Small;

    private readonly MemoryTrimRule _rule = new();
    private long _allocated;

    [Fact]
    public void IsDue_BurstIsOver_OnceAndNotAgainBeforeTheNext()
    {
        Assert.False(Look(MemoryTrimRule.Burst, Large));
        Assert.Equal(1, Enumerable.Range(0, 100).Count(_ => Look(1000, Large)));

        Assert.False(Look(MemoryTrimRule.Burst, Large));
        Assert.Equal(1, Enumerable.Range(0, 100).Count(_ => Look(1000, Large)));
    }

    [Fact]
    public void IsDue_SomebodyAsks_IsNot() => Assert.DoesNotContain(Enumerable.Range(0, 100), _ => Look(2 * MemoryTrimRule.Quiet, Large));

    [Fact]
    public void IsDue_LittleHeld_IsNot()
    {
        Look(MemoryTrimRule.Burst, MemoryTrimRule.Small - 1);

        Assert.DoesNotContain(Enumerable.Range(0, 100), _ => Look(1000, MemoryTrimRule.Small - 1));
    }

    private bool Look(long more, long held) => _rule.IsDue(_allocated += more, held);
}
