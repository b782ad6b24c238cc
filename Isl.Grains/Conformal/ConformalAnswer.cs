using Isl.Grains.Counterfactuals;
using Isl.Grains.Interfaces.Conformal;
using Isl.Grains.Interfaces.Counterfactuals;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Models;

namespace Isl.Grains.Conformal;

/// <summary>Answers between which bounds the outcome of a new case will lie.</summary>
internal static class ConformalAnswer
{
    /// <summary>Works out the conformal bounds, and the simulation of the model's own interval beside them.</summary>
    /// <param name="model">The model.</param>
    /// <param name="modelHash">Its hash.</param>
    /// <param name="question">The question.</param>
    /// <param name="calibration">The calibration data.</param>
    /// <param name="samples">Draws, perhaps fewer than asked for.</param>
    /// <param name="plans">Plans shared by the parts of a simulation.</param>
    /// <param name="cancellation">Stops it.</param>
    public static SimulationTask Prepare(
        StructuralModel model,
        string modelHash,
        ConformalQuestion question,
        Dataset calibration,
        int samples,
        PlanShelf plans,
        CancellationToken cancellation)
    {
        var prepared = ConformalCase.Prepare(model, question, calibration, plans.Distributions, cancellation);
        var plan = plans.Get(
            new SimulationSpec
            {
                Model = model,
                Worlds = [prepared.Case],
                Predicted = 1,
                Outcome = prepared.Outcome,
                Outputs = [prepared.Outcome],
                AssumedMeans = prepared.Model.AssumedValues,
                Samples = samples,
                Seed = unchecked((ulong)question.Seed),
            },
            prepared.Model,
            cancellation);
        return new SimulationTask(
            plan,
            (result, completion) => prepared.ToResult(modelHash, Interval(question, result, prepared.Outcome), completion));
    }

    private static ModelInterval Interval(ConformalQuestion question, SimulationResult result, string outcome)
    {
        var own = result.Outcome(0, outcome);
        var tail = (double)question.Alpha / 2;
        return new ModelInterval(own.Draws!.Quantile(tail).Value, own.Draws.Quantile(1 - tail).Value, own.Moments.Mean, (int)result.Samples);
    }
}
