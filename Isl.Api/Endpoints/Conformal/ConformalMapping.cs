using Isl.Api.Endpoints.Counterfactuals;
using Isl.Api.Requests.Models;
using Isl.Api.Requests.Tables;
using Isl.Grains.Interfaces.Conformal;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Models;

namespace Isl.Api.Endpoints.Conformal;

/// <summary>Requests to models, calibration data and questions in their canonical form.</summary>
internal static class ConformalMapping
{
    private const double DefaultAlpha = 0.05;
    private const double MinAlpha = 0.000001;
    private const double MaxAlpha = 0.99;
    private static readonly string[] Fields =
    [
        "model",
        "intervention",
        "calibration_data",
        "alpha",
        "confidence_level",
        "method",
        "outcome",
        "samples",
        "seed",
    ];

    /// <summary>The model, the question and the calibration data of a request.</summary>
    /// <exception cref="InputException">A part is missing, unknown or out of range.</exception>
    public static (StructuralModel Model, string Hash, ConformalQuestion Question, Dataset Calibration) ToQuestion(
        this ConformalRequest request,
        DataLimits limits)
    {
        var errors = new InputErrors();
        MisspeltFields.Check(request.Unknown, Fields, errors);
        var model = errors.Try(() => ModelReader.Read(request.Model));
        var intervention = InterventionReader.Read(request.Intervention, "/intervention", model, errors);
        var calibration = CalibrationReader.Read(request.CalibrationData, model, limits, errors);
        var alpha = ReadAlpha(request, errors);
        var method = ReadMethod(request.Method, errors);
        var outcome = CounterfactualMapping.ReadOutcome(request.Outcome, model, errors);
        var samples = CounterfactualMapping.ReadSamples(request.Samples, errors);
        errors.ThrowIfAny();
        var hash = model!.Hash();
        var question = new ConformalQuestion(intervention, calibration!.Hash(), alpha, method, outcome, samples, request.Seed ?? 0);
        return (
            model,
            hash,
            request.Seed is null ? question with { Seed = CounterfactualMapping.DeriveSeed(hash, question) } : question,
            calibration);
    }

    private static decimal ReadAlpha(ConformalRequest request, InputErrors errors)
    {
        if (request is { Alpha: not null, ConfidenceLevel: not null })
        {
            errors.Add("/confidence_level", "Both alpha and confidence_level are given; send one of them (confidence_level is 1 - alpha).");
        }
        else if (request.ConfidenceLevel is { } level)
        {
            return 1 - CounterfactualMapping.ReadLevel(level, "/confidence_level", errors);
        }

        var alpha = request.Alpha ?? DefaultAlpha;
        if (alpha is >= MinAlpha and <= MaxAlpha)
        {
            return (decimal)alpha;
        }

        errors.Add("/alpha", $"alpha is {alpha}; it must be from 0.000001 to {MaxAlpha}, such as 0.05.");
        return (decimal)DefaultAlpha;
    }

    private static ConformalMethod ReadMethod(string? method, InputErrors errors)
    {
        switch (method)
        {
            case null or "split":
                return ConformalMethod.Split;
            case "cv+":
                return ConformalMethod.CvPlus;
            case "jackknife+":
                return ConformalMethod.JackknifePlus;
            default:
                errors.Add("/method", $"There is no method '{JsonParts.Shorten(method)}'; choose one of split, cv+, jackknife+.");
                return ConformalMethod.Split;
        }
    }
}
