using Isl.Grains.Interfaces.Counterfactuals;
using Isl.Grains.Numerics;
using MathNet.Numerics.Distributions;

namespace Isl.Grains.Counterfactuals;

/// <summary>Ranks scenarios and tells what each gains.</summary>
internal static class ScenarioReport
{
    /// <summary>Effects this small relative to the outcome are rounding.</summary>
    private const double Rounding = 1e-9;

    /// <summary>What a scenario is called in a sentence.</summary>
    public static string Name(Scenario scenario) => string.IsNullOrWhiteSpace(scenario.Label) ? scenario.Id : scenario.Label;

    /// <summary>The ranking, and what each scenario gains over changing nothing.</summary>
    /// <param name="question">The question.</param>
    /// <param name="result">The simulation; its first contrasts are the gains.</param>
    /// <param name="order">Scenarios, best first.</param>
    public static ScenarioComparison Compare(ScenariosQuestion question, SimulationResult result, IReadOnlyList<int> order)
    {
        var z = Normal.InvCDF(0, 1, 1 - ((double)(1 - question.ConfidenceLevel) / 2));
        var ranking = order.Select(
            (i, place) =>
                new ScenarioRank(
                    place + 1,
                    question.Scenarios[i].Id,
                    question.Scenarios[i].Label,
                    WireNumber.Round(result.Outcomes[i].Mean),
                    WireNumber.Round(result.ProbabilityBest[i]))
        );
        var gains = order.Select(
            (i, place) =>
            {
                var gain = WithoutRounding(result.Contrasts[i], result.Outcomes[i]);
                return new MarginalGain(
                    question.Scenarios[i].Id,
                    WireNumber.Round(gain.Mean),
                    WireNumber.Round(gain.StandardError),
                    WireNumber.Round(gain.Mean - (z * gain.StandardError)),
                    WireNumber.Round(gain.Mean + (z * gain.StandardError)),
                    place + 1 < order.Count ? WireNumber.Round(gain.Mean - result.Contrasts[order[place + 1]].Mean) : null);
            });
        return new ScenarioComparison([.. ranking], [.. gains]);
    }

    /// <summary>What cancels draw by draw leaves rounding behind; it counts as 0.</summary>
    internal static MomentEstimate WithoutRounding(MomentEstimate contrast, MomentEstimate outcome)
    {
        var rounding = Rounding * Math.Max(Math.Abs(outcome.Mean), outcome.Std);
        return contrast.StandardError > rounding
            ? contrast
            : contrast with
            {
                StandardError = 0,
                Mean = Math.Abs(contrast.Mean) <= rounding ? 0 : contrast.Mean,
            };
    }
}
