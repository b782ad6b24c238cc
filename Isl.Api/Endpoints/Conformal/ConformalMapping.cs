using System.Collections.Immutable;
using Isl.Api.Requests;
using Isl.Api.Requests.Fitting;
using Isl.Api.Requests.Models;
using Isl.Grains.Interfaces.Conformal;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Fitting;
using Isl.Grains.Interfaces.Models;

namespace Isl.Api.Endpoints.Conformal;

/// <summary>A conformal question with the model and the data it is about.</summary>
/// <param name="Model">The model.</param>
/// <param name="Hash">Its hash.</param>
/// <param name="Question">The question.</param>
/// <param name="Calibration">The calibration data.</param>
internal sealed record ConformalAsked(StructuralModel Model, string Hash, ConformalQuestion Question, Dataset Calibration);

/// <summary>Requests to models, calibration data and questions in their canonical form.</summary>
internal static class ConformalMapping
{
    private const double DefaultAlpha = 0.05;
    private const double MinAlpha = 0.000001;
    private const double MaxAlpha = 0.99;
    private static readonly JsonPointer Level = JsonPointer.Root.Member("confidence_level");

    private static readonly ImmutableArray<(string Name, ConformalMethod Value)> Methods =
        [("split", ConformalMethod.Split), ("cv+", ConformalMethod.CvPlus), ("jackknife+", ConformalMethod.JackknifePlus)];

    /// <summary>The model, or what has one fitted, and the question of a request; what is wrong with it is noted.</summary>
    public static ModelOrFit<ConformalAsked>? Read(ConformalRequest request, Reading reading) =>
        ModelOrFit<ConformalAsked>.Read(request.Model, request, reading, (model, fitted, inner) => Read(request, model, fitted, inner));

    private static ConformalAsked? Read(ConformalRequest request, StructuralModel? model, FittedFirst? fitted, Reading reading)
    {
        var errors = reading.Errors;
        var intervention = InterventionReader.Read(request.Intervention, JsonPointer.Root.Member("intervention"), model, errors);
        var context = InterventionReader.ReadObserved(request.Context, JsonPointer.Root.Member("context"), model, errors);
        var calibration = CalibrationReader.Read(request.CalibrationData, model, reading);
        (calibration, var caseWeight) = ConformalWeights.Read(request.Weights, calibration, errors);
        var alpha = ReadAlpha(request, errors);
        var method = Fields.Choice(request.Method, Methods, ConformalMethod.Split, JsonPointer.Root.Member("method"), errors);
        if (request.Weights is not null && method != ConformalMethod.Split)
        {
            errors.Add(JsonPointer.Root.Member("method"), "weights go with the method split; no theorem covers them with cv+ or jackknife+.");
        }

        var outcome = ModelFields.ReadOutcome(request.Outcome, model, errors);
        var samples = ModelFields.ReadSamples(request.Samples, errors);
        if (model is null || !errors.None)
        {
            return null;
        }

        var hash = model.Hash();
        var question = new ConformalQuestion(intervention, calibration!.Hash(), alpha, method, outcome, samples, request.Seed ?? 0)
        {
            Context = context,
            CaseWeight = caseWeight,
        };
        var seed = request.Seed ?? ModelFields.DeriveSeed(hash, question);
        return new ConformalAsked(model, hash, question with { Seed = seed, Fitted = fitted }, calibration);
    }

    private static decimal ReadAlpha(ConformalRequest request, RequestErrors errors)
    {
        if (request is { Alpha: not null, ConfidenceLevel: not null })
        {
            errors.Add(Level, "Both alpha and confidence_level are given; send one of them (confidence_level is 1 - alpha).");
        }
        else if (request.ConfidenceLevel is { } level)
        {
            return 1 - ModelFields.ReadLevel(level, errors);
        }

        var range = $"from 0.000001 to {MaxAlpha}, such as 0.05";
        return (decimal)Fields.InRange(request.Alpha ?? DefaultAlpha, MinAlpha, MaxAlpha, JsonPointer.Root.Member("alpha"), errors, range);
    }
}
