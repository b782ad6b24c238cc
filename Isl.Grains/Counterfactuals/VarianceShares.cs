using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Isl.Grains.Interfaces.Counterfactuals;
using Isl.Grains.Models;
using Isl.Grains.Models.Distributions;
using Isl.Grains.Models.Formulas;

namespace Isl.Grains.Counterfactuals;

/// <summary>How much of an outcome's variance one exogenous input explains, alone and with its interactions.</summary>
/// <param name="Factor">The input: an exogenous quantity, or <c>noise of</c> a variable.</param>
/// <param name="Share">First-order Sobol index, 0..1; those of all inputs add up to at most 1.</param>
/// <param name="StandardError">Its standard error; 0 where it is exact.</param>
/// <param name="TotalShare">Total-effect index, at least <paramref name="Share"/>.</param>
/// <param name="TotalStandardError">Its standard error.</param>
public readonly record struct VarianceShare(string Factor, double Share, double StandardError, double TotalShare, double TotalStandardError);

/// <summary>First-order and total Sobol indices: exact where the outcome is linear in its inputs, by pick-freeze elsewhere.</summary>
/// <remarks>
/// Two independent samples A and B of all inputs, and for each input the sample A with that input taken from B:
/// V_i = E[(f(B) − c)(f(A_B^i) − f(A))], whatever the constant c, for which the pilot's mean is taken. Errors by the delta method.
/// Total effects are those of Jansen (1999): E[(f(A) − f(A_B^i))²] / 2; their error leaves out what it has in common with that of the variance.
/// Source: Saltelli et al. (2010), Variance based sensitivity analysis of model output, table 2 (b); Sobol' (2001).
/// </remarks>
public static class VarianceShares
{
    /// <summary>Largest standard error with which a share is reported.</summary>
    public const double LargestError = 0.05;

    /// <summary>Most inputs that are looked at; with more there are no shares.</summary>
    public const int MaxInputs = 100;

    /// <summary>Most draws: one chunk brings the error of any share near 0.5 %.</summary>
    private const long MaxDraws = BlockSimulation.ChunkSize;

    /// <summary>Shares of the outcome's variance in one world, largest first; only those whose error is small.</summary>
    /// <param name="spec">The simulation whose world is looked at; exact evidence is taken into account.</param>
    /// <param name="world">Index of the world.</param>
    /// <param name="cancellation">Stops between blocks.</param>
    /// <param name="model">The model where it is compiled already.</param>
    /// <param name="distributions">Distributions shared with other simulations; null where there are none.</param>
    /// <returns>
    /// Empty where the outcome does not vary, where more than one percent of the draws is undefined, where it is not linear and there are more than
    /// <see cref="MaxInputs"/> inputs, and where evidence makes the inputs depend on each other, so that no shares exist.
    /// </returns>
    public static ImmutableArray<VarianceShare> Of(
        SimulationSpec spec, int world, CancellationToken cancellation, CompiledModel? model = null, DistributionShelf? distributions = null)
    {
        model ??= CompiledModel.Compile(spec.Model, spec.AssumedMeans, cancellation);
        return SimulationPlan.Guarded(() => Of(
            spec,
            Counterfactual.Abduct(model, spec.Evidence, distributions ?? new DistributionShelf(), cancellation),
            world,
            cancellation));
    }

    private static ImmutableArray<VarianceShare> Of(SimulationSpec spec, Abduction abduction, int world, CancellationToken cancellation)
    {
        var graph = abduction.Graph;
        var outcome = Counterfactual.Act(abduction, spec.Worlds[world])[spec.Outcome];
        var inputs = ExpressionAlgebra.InputsOf(graph, [outcome]).ToArray();
        if (abduction.LogWeights.Count > 0 || abduction.JoinsInputs || inputs.Length == 0)
        {
            return [];
        }

        if (Exact(abduction, outcome) is { } exact)
        {
            return exact;
        }

        if (inputs.Length > MaxInputs)
        {
            return [];
        }

        var streams = SimulationPlan.Streams(abduction, spec.Seed).AddRange(SimulationPlan.Streams(abduction, spec.Seed, " again"));
        var count = abduction.Model.Inputs.Length;
        var first = Simulation([new ProgramOutput(outcome, false)]);
        var (centre, scale) = (graph.Constant(first.Centre(0)), graph.Constant(1 / first.Scale(0)));

        // In units of the pilot, so that no square overflows where the outcome itself does not.
        outcome = Op(FormulaOp.Multiply, Op(FormulaOp.Subtract, outcome, centre), scale);
        var again = ExpressionAlgebra.Substitute(graph, [outcome], input => graph.Input(input + count))[0];
        var variance = Op(
            FormulaOp.Multiply,
            graph.Constant(0.5),
            Op(FormulaOp.Add, Op(FormulaOp.Multiply, outcome, outcome), Op(FormulaOp.Multiply, again, again)));
        var outputs = new List<ProgramOutput> { new(outcome, false), new(variance, false) };
        foreach (var input in inputs)
        {
            cancellation.ThrowIfCancellationRequested();
            var mixed = ExpressionAlgebra.Substitute(graph, [outcome], other => other == input ? graph.Input(input + count) : null)[0];
            var difference = Op(FormulaOp.Subtract, mixed, outcome);
            var product = Op(FormulaOp.Multiply, again, difference);
            outputs.Add(new ProgramOutput(product, false));
            outputs.Add(new ProgramOutput(Op(FormulaOp.Add, product, variance), false));
            outputs.Add(new ProgramOutput(Op(FormulaOp.Multiply, Op(FormulaOp.Multiply, difference, difference), graph.Constant(0.5)), false));
        }

        var simulation = Simulation(outputs);
        var chunk = simulation.Simulate(0, Math.Min(spec.Samples, MaxDraws), cancellation);
        if (chunk.Undefined > SimulationMerge.MostUndefined * chunk.Draws)
        {
            return [];
        }

        var moments = MemoryMarshal
            .Cast<byte, DrawSums>(chunk.Sums.Span)
            .ToArray()
            .Select((sums, i) => MomentEstimate.From(sums, simulation.Centre(i), simulation.Scale(i)))
            .ToArray();
        var total = moments[1].Mean - (moments[0].Mean * moments[0].Mean);
        if (!(total > 0) || moments[0].Std <= 1e-9 * Math.Abs(first.Centre(0) / first.Scale(0)))
        {
            return [];
        }

        if (inputs.Length == 1)
        {
            return [new VarianceShare(abduction.Model.Inputs[inputs[0]].Label, 1, 0, 1, 0)];
        }

        var shares = inputs
            .Select((input, i) => Share(abduction.Model.Inputs[input].Label, moments[1], moments.AsSpan(2 + (3 * i), 3), total))
            .ToList();

        // Estimates may add up to more than there is by their errors; shares do not.
        var sum = Math.Max(1, shares.Where(share => share.StandardError <= LargestError).Sum(share => share.Share));
        return
        [
            .. shares
                .Where(share => share.StandardError <= LargestError)
                .Select(share => share with { Share = share.Share / sum })
                .OrderByDescending(share => share.TotalShare)
                .ThenByDescending(share => share.Share)
                .ThenBy(share => share.Factor, StringComparer.Ordinal),
        ];

        int Op(FormulaOp op, int a, int b) => graph.Apply(op, a, b);

        BlockSimulation Simulation(List<ProgramOutput> outputs) =>
            new BlockSimulation(BlockCompiler.Compile(graph, outputs), false, streams, [.. outputs.Select(_ => 0L)], []).Pilot(cancellation);
    }

    /// <summary>Slope² times variance, where the outcome is linear and every variance is known; null elsewhere.</summary>
    private static ImmutableArray<VarianceShare>? Exact(Abduction abduction, int outcome)
    {
        if (AffineForm.Of(abduction.Graph, outcome, []) is not { Slopes.Count: > 0 } form)
        {
            return null;
        }

        var parts = form.Slopes
            .Select(pair => (Input: abduction.Model.Inputs[pair.Key], Squared: pair.Value * pair.Value))
            .Select(part => (part.Input.Label, Variance: part.Squared * DistributionVariance.Of(part.Input.Spec)))
            .ToList();
        var total = parts.Sum(part => part.Variance ?? double.NaN);
        return total > 0 && double.IsFinite(total)
            ?
            [
                .. parts
                    .Select(part => (part.Label, Share: part.Variance!.Value / total))
                    .OrderByDescending(part => part.Share)
                    .ThenBy(part => part.Label, StringComparer.Ordinal)
                    .Select(part => new VarianceShare(part.Label, part.Share, 0, part.Share, 0)),
            ]
            : null;
    }

    private static VarianceShare Share(string label, MomentEstimate variance, ReadOnlySpan<MomentEstimate> estimates, double total)
    {
        var (product, both, difference) = (estimates[0], estimates[1], estimates[2]);
        var (share, whole) = (product.Mean / total, difference.Mean / total);
        var (vp, vv) = (product.Std * product.Std, variance.Std * variance.Std);
        var covariance = ((both.Std * both.Std) - vp - vv) / 2;
        var error = Math.Sqrt(Math.Max(0, vp + (share * share * vv) - (2 * share * covariance)) / product.EffectiveSamples) / total;
        var wholeError = Math.Sqrt(((difference.Std * difference.Std) + (whole * whole * vv)) / difference.EffectiveSamples) / total;
        var first = Math.Clamp(share, 0, 1);
        return new VarianceShare(
            label,
            first,
            double.IsFinite(error) ? error : double.MaxValue,
            Math.Clamp(whole, first, 1),
            double.IsFinite(wholeError) ? wholeError : double.MaxValue);
    }
}
