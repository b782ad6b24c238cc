using Isl.Grains.Counterfactuals;
using Isl.Grains.Interfaces.Errors;
using static Isl.Tests.Unit.Counterfactuals.ExampleModels;

namespace Isl.Tests.Unit.Counterfactuals;

/// <summary>Evidence that the model's own draws hardly ever meet, against closed forms and integrals.</summary>
public sealed class EvidenceSearchTests
{
    private static readonly string[] ThreeNormals = ["A ~ normal(0, 1)", "B ~ normal(0, 1)", "C ~ normal(0, 1)"];

    /// <summary>
    /// A walk of thousands of moves shows a difference in the last bit of any number, such as one that depends on where it lies in memory.
    /// </summary>
    [Fact]
    public void Search_AgainAndAgain_FindsTheSameDraws()
    {
        var model = Of(
            "V0 ~ uniform(0, 2)",
            "V1 = -2.22 * V0 + noise | cauchy(0, 1)",
            "V2 = -2.95 * V0 * V0 + sqrt(V1) + noise | student_t(1.1)",
            "V3 = 1.23 * V0 + sqrt(V1) + log(abs(V2) + 1)");

        var sums = Enumerable.Range(0, 5).Select(time =>
        {
            var elsewhere = new double[1 + (3 * time)]; // the next arrays lie elsewhere
            var plan = Plan(Spec(model, "V3", 10, 77, null, ("V3", 1.5)));
            GC.KeepAlive(elsewhere);
            Assert.True(plan.IsSought);
            return Convert.ToHexString(plan.SimulateChunk(0, TestContext.Current.CancellationToken).Sums.Span);
        });

        Assert.Single(sums.Distinct());
    }

    /// <summary>E[X | X > c] = φ(c) / (1 − Φ(c)).</summary>
    [Theory]
    [InlineData(4.5)]
    [InlineData(6)]
    public void Simulate_RareTail_HasItsMean(double threshold)
    {
        var evidence = FormattableString.Invariant($"T = if(X > {threshold}, 1, 0)");
        var plan = Plan(Spec(Of("X ~ normal(0, 1)", evidence, "Y = X"), "Y", evidence: ("T", 1)));

        AssertMean(TailMean(threshold), plan);
    }

    [Fact]
    public void Simulate_RareSum_SharesItAmongItsTerms()
    {
        var plan = Plan(Spec(Of([.. ThreeNormals, "S = if(A + B + C > 9, 1, 0)", "Y = A"]), "Y", evidence: ("S", 1)));

        AssertMean(TailMean(9 / Math.Sqrt(3)) / Math.Sqrt(3), plan);
    }

    /// <summary>Thresholds with noise of their own, which one latent quantity moves all: an integral over it.</summary>
    [Theory]
    [InlineData(25, 1.5)]
    [InlineData(60, 1)]
    public void Simulate_ManyThresholds_IsTheIntegral(int pieces, double threshold)
    {
        var lines = Enumerable.Range(0, pieces)
            .Select(i => FormattableString.Invariant($"T{i} = if(X + noise > {threshold}, 1, 0) | normal(0, 1)"));
        var model = Of(["X ~ normal(0, 1)", .. lines, "Y = X"]);
        var plan = Plan(Spec(model, "Y", evidence: [.. Enumerable.Range(0, pieces).Select(i => ($"T{i}", 1.0))]));

        AssertMean(Integral(x => Math.Pow(Above(threshold - x), pieces)), plan);
    }

    [Fact]
    public void Simulate_RoundedAndCounted_IsTheIntegral()
    {
        AssertMean(
            Integral(x => Above(6.5 - x) - Above(7.5 - x)),
            Plan(Spec(Of("X ~ normal(0, 1)", "R = round(X + noise) | normal(0, 1)", "Y = X"), "Y", evidence: ("R", 7))));
        AssertMean(
            Integral(x => x > Math.Log(40) && x < Math.Log(41) ? 1 : 0),
            Plan(Spec(Of("X ~ normal(0, 1)", "C = floor(exp(X))", "Y = X"), "Y", evidence: ("C", 40))));
    }

    /// <summary>Twenty of thirty tosses that succeed with probability 0.1: of thirty million ways a few are found, too few for a figure.</summary>
    [Fact]
    public void Simulate_CountOfRareEvents_IsRefused()
    {
        string[] tosses = [.. Enumerable.Range(0, 30).Select(i => $"B{i} ~ bernoulli(0.1)")];
        var sum = string.Join(" + ", Enumerable.Range(0, 30).Select(i => $"B{i}"));

        var plan = Plan(Spec(Of([.. tosses, $"S = {sum}", "Y = B0"]), "Y", evidence: ("S", 20)));

        Assert.Contains("very unlikely", Assert.Throws<InputException>(() => plan.Simulate(CancellationToken.None)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Simulate_AlternativesAndConditions_IsTheIntegral()
    {
        var plan = Plan(Spec(
            Of("X ~ normal(0, 1)", "Z ~ normal(0, 1)", "T = if((X > 4 or X < -5) and Z > 3, 1, 0)", "Y = X"), "Y", evidence: ("T", 1)));

        AssertMean(Integral(x => x is > 4 or < -5 ? 1 : 0), plan);
    }

    [Fact]
    public void Simulate_SameQuestion_SameDraws()
    {
        var spec = Spec(Of("X ~ normal(0, 1)", "T = if(X > 4.5, 1, 0)", "Y = X"), "Y", evidence: ("T", 1));

        Assert.Equal(Plan(spec).Simulate(CancellationToken.None).Of("Y").Moments, Plan(spec).Simulate(CancellationToken.None).Of("Y").Moments);
    }

    [Fact]
    public void Simulate_LikelyEvidence_IsWeightedAsBefore()
    {
        var plan = Plan(Spec(Of("X ~ normal(0, 1)", "T = if(X > 1, 1, 0)", "Y = X"), "Y", evidence: ("T", 1)));

        Assert.False(plan.IsSought);
        AssertMean(TailMean(1), plan, sought: false);
    }

    [Fact]
    public void Simulate_ImpossibleEvidence_IsRefused()
    {
        var plan = Plan(Spec(Of("X ~ uniform(0, 1)", "T = if(X > 2, 1, 0)", "Y = X"), "Y", evidence: ("T", 1)));

        Assert.Contains("impossible", Assert.Throws<InputException>(() => plan.Simulate(CancellationToken.None)).Message, StringComparison.Ordinal);
    }

    private static void AssertMean(double expected, SimulationPlan plan, bool sought = true)
    {
        var result = plan.Simulate(CancellationToken.None);
        var moments = result.Of("Y").Moments;

        Assert.Equal(sought, plan.IsSought);
        Assert.InRange(result.EffectiveSamples, 30, 20_000);
        Assert.True(
            Math.Abs(moments.Mean - expected) < (4.5 * moments.StandardError) + 1e-12,
            $"{moments.Mean} ± {moments.StandardError}, not {expected}; worth {result.EffectiveSamples}");
    }

    private static double TailMean(double c) => Math.Exp(-c * c / 2) / Math.Sqrt(2 * Math.PI) / Above(c);

    private static double Above(double z) => 0.5 * MathNet.Numerics.SpecialFunctions.Erfc(z / Math.Sqrt(2));

    /// <summary>The mean of a standard normal quantity weighted by a likelihood, by the trapezoid rule.</summary>
    private static double Integral(Func<double, double> likelihood)
    {
        var (sum, moment) = (0.0, 0.0);
        for (var x = -10.0; x <= 10; x += 1e-4)
        {
            var weight = Math.Exp(-x * x / 2) * likelihood(x);
            (sum, moment) = (sum + weight, moment + (weight * x));
        }

        return moment / sum;
    }
}
