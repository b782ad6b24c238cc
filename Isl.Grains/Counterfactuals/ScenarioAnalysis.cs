using System.Collections.Immutable;
using Isl.Counterfactuals.Distributions;

namespace Isl.Counterfactuals;

/// <summary>How two scenarios act together: the difference in differences Y(A and B) − Y(A) − Y(B) + Y(neither).</summary>
/// <param name="First">Index of the first scenario.</param>
/// <param name="Second">Index of the second.</param>
/// <param name="Effect">Mean difference in differences.</param>
/// <param name="Lower">Lower end of its confidence interval.</param>
/// <param name="Upper">Upper end.</param>
/// <param name="IsSynergy">Whether the interval excludes zero by more than rounding could.</param>
/// <param name="Relative">The effect over the larger of the two single gains in size; 0 where both are 0.</param>
public sealed record PairInteraction(int First, int Second, double Effect, double Lower, double Upper, bool IsSynergy, double Relative);

/// <summary>A scenario compared with the others.</summary>
/// <param name="Scenario">Its index.</param>
/// <param name="Outcome">Expected outcome.</param>
/// <param name="Gain">Expected gain over no change.</param>
/// <param name="GainStandardError">Its standard error; draws are shared, so it is small.</param>
/// <param name="ProbabilityBest">Probability that its outcome is the largest.</param>
public readonly record struct RankedScenario(int Scenario, double Outcome, double Gain, double GainStandardError, double ProbabilityBest);

/// <summary>Compares scenarios on the same draws of every exogenous quantity.</summary>
/// <remarks>
/// Worlds: the scenarios, then no change, then every pair of scenarios at once that is not a scenario itself. What cancels draw by
/// draw (the noise of an additive model) cancels exactly but for rounding, which <see cref="Rounding"/> allows for.
/// </remarks>
public sealed class ScenarioAnalysis
{
    /// <summary>Most scenarios.</summary>
    public const int MaxScenarios = 100;

    /// <summary>Most pairs; with more the first ones are looked at.</summary>
    public const int MaxPairs = 1000;

    /// <summary>Differences below this part of the outcomes' size are rounding.</summary>
    private const double Rounding = 1e-9;

    private readonly ImmutableArray<(int First, int Second)> _pairs;
    private readonly int _scenarios;

    private ScenarioAnalysis(SimulationSpec spec, ImmutableArray<(int, int)> pairs, int scenarios, bool truncated) =>
        (Spec, _pairs, _scenarios, PairsTruncated) = (spec, pairs, scenarios, truncated);

    /// <summary>What has to be simulated.</summary>
    public SimulationSpec Spec { get; }

    /// <summary>Whether there were more than <see cref="MaxPairs"/> pairs.</summary>
    public bool PairsTruncated { get; }

    /// <summary>Index of the world without any change.</summary>
    public int Baseline => _scenarios;

    /// <summary>Lays out the worlds and contrasts.</summary>
    /// <param name="shared">Model, outcome, outputs, samples, seed and evidence; its worlds, contrasts and ranking are replaced.</param>
    /// <param name="scenarios">The interventions.</param>
    /// <param name="interactions">Whether to look at pairs.</param>
    public static ScenarioAnalysis Plan(SimulationSpec shared, ImmutableArray<Intervention> scenarios, bool interactions)
    {
        var n = scenarios.Length;
        var worlds = new List<Intervention>(scenarios) { Intervention.None };
        var contrasts = new List<Contrast>();
        var pairs = ImmutableArray.CreateBuilder<(int, int)>();
        var truncated = false;
        for (var i = 0; i < n; i++)
        {
            contrasts.Add(new Contrast([new(i, 1), new(n, -1)]));
        }

        for (var i = 0; i < n && interactions; i++)
        {
            for (var j = i + 1; j < n; j++)
            {
                if (scenarios[i].Changes.IsEmpty || scenarios[j].Changes.IsEmpty || scenarios[i].With(scenarios[j]) is not { } both)
                {
                    continue;
                }

                if (pairs.Count == MaxPairs)
                {
                    truncated = true;
                    continue;
                }

                var world = scenarios.IndexOf(both);
                if (world < 0)
                {
                    world = worlds.Count;
                    worlds.Add(both);
                }

                pairs.Add((i, j));
                contrasts.Add(new Contrast([new(world, 1), new(i, -1), new(j, -1), new(n, 1)]));
            }
        }

        return new ScenarioAnalysis(shared with { Worlds = [.. worlds], Predicted = n + 1, Contrasts = [.. contrasts], Ranked = n }, pairs.ToImmutable(), n, truncated);
    }

    /// <summary>The interactions of all pairs, strongest first.</summary>
    /// <param name="result">Result of <see cref="Spec"/>.</param>
    /// <param name="confidence">Confidence that no pair at all is called a synergy by chance (Bonferroni over the pairs).</param>
    public ImmutableArray<PairInteraction> Interactions(SimulationResult result, double confidence = 0.95)
    {
        if (_pairs.IsEmpty)
        {
            return [];
        }

        var z = -NormalQuantile.Of(Math.Max((1 - confidence) / 2 / _pairs.Length, 1e-15));
        return [.. _pairs.Select((pair, i) => Interaction(result, pair, result.Contrasts[_scenarios + i], z))
            .OrderByDescending(pair => pair.IsSynergy).ThenByDescending(pair => Math.Abs(pair.Effect)).ThenBy(pair => pair.First).ThenBy(pair => pair.Second)];
    }

    /// <summary>The scenarios, the largest expected outcome first.</summary>
    public ImmutableArray<RankedScenario> Ranking(SimulationResult result) =>
        [.. Enumerable.Range(0, _scenarios)
            .Select(i => new RankedScenario(i, result.Outcomes[i].Mean, result.Contrasts[i].Mean, result.Contrasts[i].StandardError, result.ProbabilityBest[i]))
            .OrderByDescending(scenario => scenario.Outcome).ThenBy(scenario => scenario.Scenario)];

    private PairInteraction Interaction(SimulationResult result, (int First, int Second) pair, MomentEstimate contrast, double z)
    {
        var (a, b, none) = (result.Outcomes[pair.First], result.Outcomes[pair.Second], result.Outcomes[Baseline]);
        var size = new[] { a, b, none }.Sum(outcome => Math.Abs(outcome.Mean) + outcome.Std);
        var gain = Math.Max(Math.Abs(result.Contrasts[pair.First].Mean), Math.Abs(result.Contrasts[pair.Second].Mean));
        var half = z * contrast.StandardError;
        var effect = Math.Abs(contrast.Mean) <= Rounding * size ? 0 : contrast.Mean;
        return new PairInteraction(
            pair.First,
            pair.Second,
            effect,
            effect - half,
            effect + half,
            Math.Abs(effect) - half > Rounding * size,
            gain > Rounding * size ? effect / gain : 0);
    }
}
