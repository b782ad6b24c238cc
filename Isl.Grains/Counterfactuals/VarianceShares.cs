using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Isl.Grains.Interfaces.Counterfactuals;
using Isl.Grains.Models;
using Isl.Grains.Models.Distributions;
using Isl.Grains.Models.Formulas;

namespace Isl.Grains.Counterfactuals;

/// <summary>How much of an outcome's variance one exogenous input explains alone.</summary>
/// <param name="Factor">The input: an exogenous quantity, or <c>noise of</c> a variable.</param>
/// <param name="Share">First-order Sobol index, 0..1.</param>
/// <param name="StandardError">Its standard error.</param>
public readonly record struct VarianceShare(string Factor, double Share, double StandardError);

/// <summary>First-order Sobol indices by pick-freeze.</summary>
/// <remarks>
/// Two independent samples A and B of all inputs, and for each input the sample A with that input taken from B:
/// V_i = E[(f(B) − c)(f(A_B^i) − f(A))], whatever the constant c, for which the pilot's mean is taken. Errors by the delta method.
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
    /// Empty where the outcome does not vary, where more than one percent of the draws is undefined, where there are more than
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
        if (abduction.LogWeights.Count > 0 || abduction.JoinsInputs || inputs.Length is 0 or > MaxInputs)
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
            var product = Op(FormulaOp.Multiply, again, Op(FormulaOp.Subtract, mixed, outcome));
            outputs.Add(new ProgramOutput(product, false));
            outputs.Add(new ProgramOutput(Op(FormulaOp.Add, product, variance), false));
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

        return
        [
            .. inputs
                .Select((input, i) => Share(abduction.Model.Inputs[input].Label, moments[1], moments[2 + (2 * i)], moments[3 + (2 * i)], total))
                .Where(share => share.StandardError <= LargestError)
                .OrderByDescending(share => share.Share)
                .ThenBy(share => share.Factor, StringComparer.Ordinal),
        ];

        int Op(FormulaOp op, int a, int b) => graph.Apply(op, a, b);

        BlockSimulation Simulation(List<ProgramOutput> outputs) =>
            new BlockSimulation(BlockCompiler.Compile(graph, outputs), false, streams, [.. outputs.Select(_ => 0L)], []).Pilot(cancellation);
    }

    private static VarianceShare Share(string label, MomentEstimate variance, MomentEstimate product, MomentEstimate both, double total)
    {
        var share = product.Mean / total;
        var (vp, vv) = (product.Std * product.Std, variance.Std * variance.Std);
        var covariance = ((both.Std * both.Std) - vp - vv) / 2;
        var error = Math.Sqrt(Math.Max(0, vp + (share * share * vv) - (2 * share * covariance)) / product.EffectiveSamples) / total;
        return new VarianceShare(label, Math.Clamp(share, 0, 1), double.IsFinite(error) ? error : double.MaxValue);
    }
}
