using Isl.Api.Requests;
using Isl.Api.Requests.Fitting;
using Isl.Api.Requests.Models;
using Isl.Grains.Interfaces.Counterfactuals;
using Isl.Grains.Interfaces.Fitting;
using Isl.Grains.Interfaces.Models;

namespace Isl.Api.Endpoints.Counterfactuals;

/// <summary>A question about a structural model.</summary>
/// <param name="Model">The model.</param>
/// <param name="Hash">Its hash.</param>
/// <param name="Question">The question.</param>
internal sealed record ModelAsked<TQuestion>(StructuralModel Model, string Hash, TQuestion Question);

/// <summary>A request about one intervention in its canonical form.</summary>
internal static class CounterfactualMapping
{
    /// <summary>The model, or what has one fitted, and the question of a request; what is wrong with it is noted.</summary>
    public static ModelOrFit<ModelAsked<CounterfactualQuestion>>? Read(CounterfactualRequest request, Reading reading) =>
        ModelOrFit<ModelAsked<CounterfactualQuestion>>.Read(
            request.Model, request, reading, (model, fitted, inner) => Read(request, model, fitted, inner));

    private static ModelAsked<CounterfactualQuestion>? Read(
        CounterfactualRequest request, StructuralModel? model, FittedFirst? fitted, Reading reading)
    {
        var errors = reading.Errors;
        var question = new CounterfactualQuestion(
            InterventionReader.Read(request.Intervention, JsonPointer.Root.Member("intervention"), model, errors),
            InterventionReader.ReadObserved(request.Context, JsonPointer.Root.Member("context"), model, errors),
            ModelFields.ReadOutcome(request.Outcome, model, errors),
            ModelFields.ReadSamples(request.Samples, errors),
            ModelFields.ReadLevel(request.ConfidenceLevel, errors),
            request.Seed ?? 0);
        if (model is null || !errors.None)
        {
            return null;
        }

        var hash = model.Hash();
        return new(model, hash, question with { Seed = request.Seed ?? ModelFields.DeriveSeed(hash, question), Fitted = fitted });
    }
}
