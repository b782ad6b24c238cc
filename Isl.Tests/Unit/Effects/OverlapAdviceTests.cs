using Isl.Grains.Interfaces.Effects;
using static Isl.Tests.Unit.Effects.EffectQuestions;

namespace Isl.Tests.Unit.Effects;

/// <summary>What is advised where the arms hardly overlap is something else than what was asked.</summary>
public sealed class OverlapAdviceTests
{
    [Theory]
    [InlineData(EffectEstimand.Ate, new[] { "ato", "att" })]
    [InlineData(EffectEstimand.Att, new[] { "ato", "atc" })]
    [InlineData(EffectEstimand.Atc, new[] { "ato", "att" })]
    [InlineData(EffectEstimand.Ato, new[] { "att", "atc" })]
    public void Overlap_IsNotGood_AdvisesOtherEstimandsThanTheOneAsked(EffectEstimand asked, string[] advised)
    {
        var result = Answer(Ask(Confounded, Spec(EstimatorName.Ipw) with { Estimand = asked }) with { Clip = 0.05 }, Apart());

        Assert.NotEqual("good", result.Overlap!.Verdict);
        Assert.Contains("trim: 0.1", result.Overlap.Statement, StringComparison.Ordinal);
        Assert.Equal(advised, Advised(result.Overlap.Statement));
        Assert.Equal(advised, Advised(string.Join(' ', result.Explanation.Caveats)));
    }

    [Fact]
    public void Overlap_RowsAreTrimmedAlready_AdvisesNoTrimming()
    {
        var result = Answer(Ask(Confounded, Spec(EstimatorName.Ipw)) with { Clip = 0.2, Trim = 0.1 }, Apart());

        Assert.NotEqual("good", result.Overlap!.Verdict);
        Assert.DoesNotContain("trim: 0.1", result.Overlap.Statement, StringComparison.Ordinal);
        Assert.Equal(["ato", "att"], Advised(result.Overlap.Statement));
    }

    private static string[] Advised(string text) =>
        [.. new[] { "ate", "ato", "att", "atc" }.Where(estimand => text.Contains($"estimand: {estimand}", StringComparison.Ordinal))];

    /// <summary>Rows whose treatment A nearly decides.</summary>
    private static (string Name, double[] Values)[] Apart()
    {
        var rows = Rows(600, 3);
        var random = new Random(4);
        rows[2] = ("T", [.. rows[0].Values.Select(a => random.NextDouble() < 1 / (1 + Math.Exp(-4 * a)) ? 1.0 : 0)]);
        return rows;
    }
}
