using Isl.Api.Requests;
using Isl.Api.Requests.Models;
using Isl.Grains.Interfaces.Attribution;
using Isl.Grains.Interfaces.Fitting;
using Isl.Grains.Interfaces.Models;

namespace Isl.Api.Endpoints.Attribution;

/// <summary>A question about an outlier of a model.</summary>
/// <param name="Model">The model.</param>
/// <param name="Hash">Its hash.</param>
/// <param name="Question">The question.</param>
internal sealed record OutlierAsked(StructuralModel Model, string Hash, OutlierQuestion Question);

/// <summary>Requests about outliers in their canonical form.</summary>
internal static class OutlierMapping
{
    private static readonly JsonPointer Row = JsonPointer.Root.Member("row");

    /// <summary>What is wrong with the parts that only a change has is noted.</summary>
    public static void Check(AttributeRequest request, Reading reading)
    {
        foreach (var (isGiven, name) in new[]
        {
            (request.Before is not null, "before"), (request.BeforeCsv is not null, "before_csv"),
            (request.After is not null, "after"), (request.AfterCsv is not null, "after_csv"), (request.Method is not null, "method"),
        })
        {
            if (isGiven)
            {
                reading.Errors.Add(JsonPointer.Root.Member(name), $"{name} belongs to kind change; leave it out, or ask for a change.");
            }
        }

        if (request.Row is null)
        {
            reading.Errors.AddMissing(Row, "row is missing; send the case as numbers by variable, such as {\"X\": 1, \"Y\": 9}.");
        }

        if (string.IsNullOrEmpty(request.Outcome))
        {
            reading.Errors.AddMissing(JsonPointer.Root.Member("outcome"), "outcome is missing; name the variable that is extreme.");
        }
    }

    /// <summary>The question about a model; null where something is wrong, which is noted.</summary>
    public static OutlierAsked? Read(AttributeRequest request, StructuralModel? model, FittedFirst? fitted, Reading reading)
    {
        var row = InterventionReader.ReadObserved(request.Row, Row, model, reading.Errors);
        ModelFields.ReadOutcome(request.Outcome, model, reading.Errors);
        if (model is null || !reading.Errors.None)
        {
            return null;
        }

        if (!row.Any(value => value.Variable == request.Outcome))
        {
            reading.Errors.Add(Row, $"The row has no value of the outcome '{request.Outcome}'; add it.");
            return null;
        }

        var hash = model.Hash();
        var question = new OutlierQuestion(request.Outcome!, row, request.Seed ?? 0);
        return new OutlierAsked(
            model, hash, question with { Seed = request.Seed ?? ModelFields.DeriveSeed(hash, question), Fitted = fitted });
    }
}
