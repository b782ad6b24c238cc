using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Isl.Grains.Interfaces.Counterfactuals;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Models;
using Isl.Grains.Words;

namespace Isl.Grains.Counterfactuals;

/// <summary>Adds chunks up, in the order of their indices.</summary>
public static class SimulationMerge
{
    /// <summary>Share of draws without a finite value up to which they are left out and reported; beyond it the model is refused.</summary>
    public const double MostUndefined = 0.01;

    /// <summary>Merges ordered chunks.</summary>
    internal static SimulationResult Merge(SimulationPlan plan, ImmutableArray<ChunkResult> chunks)
    {
        var simulation = plan.Simulation;
        var sums = new DrawSums[simulation.Outputs];
        var undefined = new long[simulation.Outputs];
        var best = new double[plan.Spec.Ranked];
        var (samples, lost) = (0L, 0L);
        foreach (var chunk in chunks)
        {
            var part = MemoryMarshal.Cast<byte, DrawSums>(chunk.Sums.Span);
            for (var i = 0; i < sums.Length; i++)
            {
                sums[i].Add(part[i]);
                undefined[i] += chunk.UndefinedByOutput[i];
            }

            for (var i = 0; i < best.Length; i++)
            {
                best[i] += chunk.Best[i];
            }

            samples += chunk.Draws;
            lost += chunk.Undefined;
        }

        Refuse(plan, sums, undefined, samples);
        var moments = sums.Select((sum, i) => MomentEstimate.From(sum, simulation.Centre(i), simulation.Scale(i))).ToArray();
        for (var i = 0; i < moments.Length; i++)
        {
            if (!double.IsFinite(moments[i].Mean) || !double.IsFinite(moments[i].Std) || !double.IsFinite(moments[i].StandardError))
            {
                var variable = plan.OutputVariables[i];
                throw new InputException(
                    plan.Model.FormulaPath(variable),
                    $"{Column(plan, variable)}the values of '{variable}' are so large that their mean or spread is beyond the range of a double; "
                    + "scale them down.");
            }
        }

        var draws = Collected(plan, chunks);
        return new SimulationResult
        {
            Worlds =
            [
                .. Enumerable.Range(0, plan.Spec.Predicted).Select(world => plan.Spec.Outputs
                    .Select((variable, i) => new VariablePrediction(variable, moments[plan.OutputOf(world, i)], draws[plan.OutputOf(world, i)]))
                    .ToImmutableArray()),
            ],
            Outcomes = [.. Enumerable.Range(0, plan.Spec.Worlds.Length).Select(world => moments[plan.OutcomeOf(world)])],
            Contrasts = [.. Enumerable.Range(0, plan.Spec.Contrasts.Length).Select(contrast => moments[plan.ContrastOutput(contrast)])],
            ProbabilityBest = [.. best.Select(weight => weight / Math.Max(best.Sum(), double.Epsilon))],
            Samples = samples,
            EffectiveSamples = moments.Length > 0 ? moments.Min(moment => moment.EffectiveSamples) : samples,
            UndefinedShare = (double)lost / samples,
            Undefined = [.. Named(plan, undefined).Select(pair => new VariableValue(pair.Variable, (double)pair.Count / samples))],
        };
    }

    private static void Refuse(SimulationPlan plan, DrawSums[] sums, long[] undefined, long samples)
    {
        if (undefined.Any(count => count > MostUndefined * samples))
        {
            var (variable, count) = Named(plan, undefined).First(pair => pair.Count > MostUndefined * samples);
            throw new InputException(
                plan.Model.FormulaPath(variable),
                $"{Column(plan, variable)}'{variable}' has no finite value in {Percent((double)count / samples)} of the draws "
                + "(a division by zero, a logarithm or root of a negative number, or an overflow). "
                + $"Up to {Percent(MostUndefined)} may be left out; beyond that, the formula must be defined everywhere, "
                + "as in log(max(x, 0.001)).");
        }

        if (sums.Length > 0 && !(sums[0].S0 > 0))
        {
            var names = NameList.Quoted([
                .. plan.Evidence.Where(evidence => evidence.Use is EvidenceUse.Weighted or EvidenceUse.Matched).Select(evidence => evidence.Variable),
            ]);
            throw new InputException(
                "/context",
                $"None of {Wording.Count(samples)} draws agrees with the observed values of {names}, which are impossible under the model or very "
                + "unlikely; correct them, observe more of their causes, or ask for more samples.");
        }
    }

    /// <summary>Variables with undefined draws, the first in topological order, where the trouble begins, first.</summary>
    private static IEnumerable<(string Variable, long Count)> Named(SimulationPlan plan, long[] undefined) => undefined
        .Select((count, i) => (Variable: plan.OutputVariables[i], Count: count))
        .Where(pair => pair.Count > 0)
        .GroupBy(pair => pair.Variable)
        .Select(group => (group.Key, group.Max(pair => pair.Count)))
        .OrderBy(pair => plan.Model.Order.IndexOf(pair.Key));

    private static SortedDraws?[] Collected(SimulationPlan plan, ImmutableArray<ChunkResult> chunks)
    {
        var limits = plan.Simulation.Collect;
        var sorted = new SortedDraws?[limits.Length];
        var starts = new int[chunks.Length];
        for (var output = 0; output < limits.Length; output++)
        {
            var counts = chunks
                .Select(chunk => (int)KeptDraws.QuotaOf(limits[output], plan.Spec.Samples, (int)chunk.Draws))
                .ToArray();
            var values = ArrayPool<double>.Shared.Rent(counts.Sum());
            var weights = plan.IsWeighted ? new double[counts.Sum()] : null;
            var kept = 0;
            for (var i = 0; i < chunks.Length; i++)
            {
                var draws = MemoryMarshal.Cast<byte, double>(chunks[i].Collected.Span).Slice(starts[i], counts[i]);
                var weight = MemoryMarshal.Cast<byte, double>(chunks[i].CollectedWeights.Span);
                kept += Keep(draws, weight, values.AsSpan(kept), weights is null ? [] : weights.AsSpan(kept));
                starts[i] += counts[i];
            }

            sorted[output] = kept == 0 ? null
                : weights is null ? new SortedDraws(values.AsSpan(0, kept))
                : new SortedDraws(values[..kept], weights[..kept]);
            ArrayPool<double>.Shared.Return(values);
        }

        return sorted;
    }

    /// <summary>Copies the draws that were not left out, and their weights where there are any; how many.</summary>
    private static int Keep(ReadOnlySpan<double> draws, ReadOnlySpan<double> weight, Span<double> values, Span<double> weights)
    {
        if (weight.IsEmpty && !draws.IsEmpty && !double.IsNaN(TensorPrimitives.Min(draws)))
        {
            draws.CopyTo(values);
            return draws.Length;
        }

        var kept = 0;
        for (var i = 0; i < draws.Length; i++)
        {
            if (!double.IsNaN(draws[i]))
            {
                values[kept] = draws[i];
                if (!weight.IsEmpty)
                {
                    weights[kept] = weight[i];
                }

                kept++;
            }
        }

        return kept;
    }

    /// <summary>The whole formula is meant: its first column.</summary>
    private static string Column(SimulationPlan plan, string variable) => plan.Model.IsEndogenous(variable) ? "column 1: " : "";

    private static string Percent(double share) => share.ToString("0.##%", CultureInfo.InvariantCulture);
}
