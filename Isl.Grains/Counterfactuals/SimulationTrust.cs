using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Words;
using Isl.Grains.Words.Counterfactuals;

namespace Isl.Grains.Counterfactuals;

/// <summary>How far the figures of a simulation can be trusted as figures of its model, and what limits them.</summary>
internal static class SimulationTrust
{
    /// <summary>Fewer effective draws than this are named in a caveat.</summary>
    private const double FewEffective = 100;

    /// <summary>Most variables besides the outcome whose tails, and inputs whose rare values, are named.</summary>
    private const int MostHeavy = 3;

    private const double FewerFactor = 0.8;

    /// <summary>The confidence, from Monte Carlo error, effective draws and assumed values, and what it is made of.</summary>
    /// <param name="plan">The simulation.</param>
    /// <param name="result">What it found.</param>
    /// <param name="outcome">The figures that the answer is about.</param>
    /// <param name="completion">Whether there are as many draws as were asked for.</param>
    /// <param name="reliability">What the draws of the outcome can be trusted for.</param>
    public static (double Confidence, SimulationConfidence Basis) Of(
        SimulationPlan plan, SimulationResult result, MomentEstimate outcome, Completion completion, OutcomeReliability reliability)
    {
        var error = outcome.Std > 0 ? Math.Min(0.5, 2 * outcome.StandardError / outcome.Std) : 0;
        var effective = plan.IsWeighted ? Math.Min(1, result.EffectiveSamples / FewEffective) : 1;
        var bearing = ModelFindings.Ancestors(plan.Model, plan.Spec.Outputs);
        var assumed = ModelFindings
            .Assumed(plan.Model, plan.Spec.Worlds[..plan.Spec.Predicted], plan.Spec.Evidence)
            .Count(value => bearing.Contains(value.Name));
        var share = bearing.Count == 0 ? 0 : (double)assumed / bearing.Count;
        var fewer = completion.IsWhole ? 1 : FewerFactor;
        var hidden = reliability.HiddenError;
        var confidence = Math.Round(Math.Clamp((1 - Math.Min(1, error + hidden)) * effective * (1 - share) * fewer, 0, 1), 3);
        return (confidence, new SimulationConfidence(error, effective, 1 - share, fewer, hidden));
    }

    /// <summary>What limits a simulated answer.</summary>
    public static IEnumerable<Finding> Caveats(
        IReadOnlyList<Intervention> interventions, SimulationPlan plan, SimulationResult result, Completion completion)
    {
        if (completion.Reason is { } reason)
        {
            yield return new FewerDraws(reason, result.Samples);
        }

        foreach (var assumed in ModelFindings.AssumedValues(plan.Model, plan.Spec.Outputs, interventions, plan.Spec.Evidence))
        {
            yield return assumed;
        }

        foreach (var finding in Limits(plan, result))
        {
            yield return finding;
        }

        if (plan.IsWeighted && result.EffectiveSamples < FewEffective)
        {
            yield return plan.IsSought
                ? new FewFound(result.EffectiveSamples)
                : new UnlikelyEvidence(result.Samples, result.EffectiveSamples);
        }

        if (result.UndefinedShare > 0)
        {
            yield return new UndefinedDraws(result.UndefinedShare, [.. result.Undefined.Select(undefined => undefined.Variable)]);
        }

        foreach (var unused in ModelFindings.UnusedNoise(plan.Model))
        {
            yield return unused;
        }
    }

    /// <summary>What tails, rare values and kept draws limit.</summary>
    private static IEnumerable<Finding> Limits(SimulationPlan plan, SimulationResult result)
    {
        var outcome = plan.Spec.Outcome;
        for (var world = 0; world < result.Worlds.Length; world++)
        {
            var found = OutcomeReliability.Of(plan.IsFixed[plan.OutcomeOf(world)], result.Outcome(world, outcome).Draws).Findings(outcome).ToList();
            if (found.Count > 0)
            {
                foreach (var finding in found)
                {
                    yield return finding;
                }

                break; // the others say the same
            }
        }

        foreach (var other in OtherHeavyTails(result, outcome).Take(MostHeavy))
        {
            yield return other;
        }

        foreach (var rare in OutcomeReliability.RareInputs(plan.Reaching, result.Samples).Take(MostHeavy))
        {
            yield return rare;
        }

        var kept = result.Worlds.Length == 1
            ? result.Worlds[0]
                .Where(variable => variable.Variable != outcome)
                .Select(variable => variable.Draws?.Count ?? 0)
                .DefaultIfEmpty(int.MaxValue)
                .Min()
            : int.MaxValue;
        if (!plan.IsWeighted && kept < result.Samples / 2)
        {
            yield return new QuantilesFromFewer(outcome, kept, result.Samples);
        }

        foreach (var lognormal in ModelFindings.PlainLognormals(plan.Model, plan.Spec.Outputs))
        {
            yield return lognormal;
        }
    }

    private static IEnumerable<Finding> OtherHeavyTails(SimulationResult result, string outcome) =>
        from variable in result.Worlds[0]
        where variable.Variable != outcome
        let tail = variable.Draws?.Tail ?? TailWeight.Light
        where tail != TailWeight.Light
        select new HeavyTail(variable.Variable, tail == TailWeight.NoMean);
}
