using System.Collections.Immutable;
using Isl.Grains.Interfaces.Counterfactuals;
using MathNet.Numerics.Distributions;

namespace Isl.Grains.Counterfactuals;

/// <summary>Ranks scenarios and judges their interactions.</summary>
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
                    Figures.Wire(result.Outcomes[i].Mean),
                    Figures.Wire(result.ProbabilityBest[i]))
        );
        var gains = order.Select(
            (i, place) =>
            {
                var gain = WithoutRounding(result.Contrasts[i], result.Outcomes[i]);
                return new MarginalGain(
                    question.Scenarios[i].Id,
                    Figures.Wire(gain.Mean),
                    Figures.Wire(gain.StandardError),
                    Figures.Wire(gain.Mean - (z * gain.StandardError)),
                    Figures.Wire(gain.Mean + (z * gain.StandardError)),
                    place + 1 < order.Count ? Figures.Wire(gain.Mean - result.Contrasts[order[place + 1]].Mean) : null);
            });
        return new ScenarioComparison([.. ranking], [.. gains]);
    }

    /// <summary>Differences in differences of every pair, with intervals that hold together at the level asked for.</summary>
    /// <param name="question">The question.</param>
    /// <param name="result">The simulation; its contrasts after the gains are the pairs.</param>
    /// <param name="pairs">The pairs.</param>
    /// <param name="truncated">Were there more than could be looked at?</param>
    public static Interactions Interactions(ScenariosQuestion question, SimulationResult result, IReadOnlyList<ScenarioPair> pairs, bool truncated)
    {
        var (count, more) = (question.Scenarios.Length, truncated ? $" Only the first {pairs.Count} pairs were looked at." : "");
        if (pairs.Count == 0)
        {
            return new Interactions(false, 0, "No two scenarios change different variables, so none can be combined." + more, []);
        }

        var z = Normal.InvCDF(0, 1, 1 - ((double)(1 - question.ConfidenceLevel) / 2 / pairs.Count));
        var details = ImmutableArray.CreateBuilder<InteractionDetail>(pairs.Count);
        var (strongest, score) = (-1, 0.0);
        for (var i = 0; i < pairs.Count; i++)
        {
            var (pair, contrast, combined) = (pairs[i], result.Contrasts[count + i], result.Outcomes[count + 1 + i]);
            var detail = Judge(question, pair, WithoutRounding(contrast, combined), z);
            details.Add(detail);
            if (detail.Kind == "synergy" && (strongest < 0 || detail.Interaction > details[strongest].Interaction))
            {
                var parts = Math.Abs(Effect(result, pair, pair.First)) + Math.Abs(Effect(result, pair, pair.Second));
                var together = Math.Abs(combined.Mean - Reference(result, pair, count));
                (strongest, score) = (i, detail.Interaction / Math.Max(Math.Max(parts, together), double.Epsilon));
            }
        }

        var judged = details.MoveToImmutable();
        return new Interactions(strongest >= 0, Figures.Wire(score), Summarise(question, judged, strongest) + more, judged);
    }

    /// <summary>What cancels draw by draw leaves rounding behind; it counts as 0.</summary>
    private static MomentEstimate WithoutRounding(MomentEstimate contrast, MomentEstimate outcome)
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

    private static double Reference(SimulationResult result, ScenarioPair pair, int baseline) =>
        result.Outcomes[pair.Reference < 0 ? baseline : pair.Reference].Mean;

    /// <summary>What a scenario does to the outcome beyond the pair's reference.</summary>
    private static double Effect(SimulationResult result, ScenarioPair pair, int scenario) =>
        result.Contrasts[scenario].Mean - (pair.Reference < 0 ? 0 : result.Contrasts[pair.Reference].Mean);

    private static InteractionDetail Judge(ScenariosQuestion question, ScenarioPair pair, MomentEstimate contrast, double z)
    {
        var (mean, error) = (contrast.Mean, contrast.StandardError);
        var (lower, upper) = (mean - (z * error), mean + (z * error));
        return new InteractionDetail(
            question.Scenarios[pair.First].Id,
            question.Scenarios[pair.Second].Id,
            Figures.Wire(mean),
            Figures.Wire(error),
            Figures.Wire(lower),
            Figures.Wire(upper),
            lower > 0 ? "synergy" : upper < 0 ? "interference" : "additive",
            pair.Reference < 0 ? null : question.Scenarios[pair.Reference].Id);
    }

    private static string Summarise(ScenariosQuestion question, ImmutableArray<InteractionDetail> details, int strongest)
    {
        var interfering = details.Where(detail => detail.Kind == "interference").OrderBy(detail => detail.Interaction).ToList();
        var less = interfering.Count == 0 ? "" : $" {Told(interfering[0], "less")}";
        var level = Figures.Percent((double)question.ConfidenceLevel);
        return strongest >= 0
            ? $"{Told(details[strongest], "more")} Synergy is claimed for {details.Count(detail => detail.Kind == "synergy")} of {details.Length} pairs, whose {level} intervals lie above zero.{less}"
            : $"No pair does more together than the sum of its parts: of {details.Length} simultaneous {level} intervals none lies above zero.{less}";
    }

    private static string Told(InteractionDetail pair, string direction) =>
        $"{pair.First} and {pair.Second} together do {Figures.Text(Math.Abs(pair.Interaction))} {direction} than the sum of their parts ({Figures.Text(pair.Lower)} to {Figures.Text(pair.Upper)}).";
}
