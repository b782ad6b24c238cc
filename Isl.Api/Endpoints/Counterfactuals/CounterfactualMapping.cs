using Isl.Api.Requests;
using Isl.Api.Requests.Models;
using Isl.Grains.Interfaces.Counterfactuals;
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
    /// <summary>The model and the question of a request; what is wrong with it is noted and thrown.</summary>
    public static ModelAsked<CounterfactualQuestion> Read(CounterfactualRequest request, Reading reading)
    {
        var errors = reading.Errors;
        var model = ModelReader.Read(request.Model, reading);
        var question = new CounterfactualQuestion(
            InterventionReader.Read(request.Intervention, JsonPointer.Root.Member("intervention"), model, errors),
            InterventionReader.ReadObserved(request.Context, JsonPointer.Root.Member("context"), model, errors),
            ModelFields.ReadOutcome(request.Outcome, model, errors),
            ModelFields.ReadSamples(request.Samples, errors),
            ModelFields.ReadLevel(request.ConfidenceLevel, errors),
            request.Seed ?? 0);
        errors.ThrowIfAny();
        var hash = model!.Hash();
        return new(model, hash, question with { Seed = request.Seed ?? ModelFields.DeriveSeed(hash, question) });
    }
}
