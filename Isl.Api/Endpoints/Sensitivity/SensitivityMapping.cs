using Isl.Api.Requests;
using Isl.Api.Requests.Models;
using Isl.Grains.Interfaces.Sensitivity;

namespace Isl.Api.Endpoints.Sensitivity;

/// <summary>A question on what a conclusion owes to its assumptions.</summary>
/// <param name="Subject">Model and rows.</param>
/// <param name="Question">The question.</param>
/// <param name="Place">The place of the rows in the request.</param>
internal sealed record SensitivityAsked(SensitivitySubject Subject, SensitivityQuestion Question, JsonPointer Place);

/// <summary>Requests on sensitivity in their canonical form.</summary>
internal static class SensitivityMapping
{
    private static readonly JsonPointer Rows = JsonPointer.Root.Member("data");

    /// <summary>The question of a request; what is wrong with it is noted and thrown.</summary>
    public static SensitivityAsked Read(SensitivityRequest request, Reading reading)
    {
        var errors = reading.Errors;
        var hasModel = request is not
        {
            Model: null, Assumptions: null, BaselineResult: null, Intervention: null, Threshold: null,
        };
        if (!hasModel && request is { Confounding: null, Bounds: null } && errors.None)
        {
            errors.Add(
                JsonPointer.Root.Member("assumptions"),
                "Nothing is asked; send model with assumptions, or confounding, or bounds.");
        }

        var model = hasModel ? ModelReader.Read(request.Model, reading) : null;
        var assumptions = hasModel ? AssumptionMapping.Read(request, model, reading) : null;
        var confounding = request.Confounding is { } estimate ? ConfoundingMapping.Read(estimate, errors) : null;
        var (bounds, table) = request.Bounds is { } asked ? BoundsMapping.Read(asked, request, reading) : (null, null);
        if (request.Bounds is null)
        {
            RefuseAlone(request, errors);
        }

        errors.ThrowIfAny();
        var subject = new SensitivitySubject(model, table?.Data);
        var question = new SensitivityQuestion(assumptions, confounding, bounds, 0);
        var seed = assumptions is null ? 0 : request.Seed ?? ModelFields.DeriveSeed(model!.Hash(), question);
        return new SensitivityAsked(subject, question with { Seed = seed }, table?.Place ?? Rows);
    }

    /// <summary>Finite and of a size that can be computed with; a mistake else.</summary>
    public static double? Number(double? value, JsonPointer place, RequestErrors errors)
    {
        const double most = 1e100;
        if (value is { } number)
        {
            Fields.InRange(number, -most, most, place, errors);
            return number + 0.0;
        }

        return null;
    }

    /// <summary>Two numbers, the first below the second; null where there are none, or a mistake was noted.</summary>
    public static ValueRange? Pair(List<double?>? pair, JsonPointer place, RequestErrors errors)
    {
        if (pair is null)
        {
            return null;
        }

        if (pair is not [{ } lower, { } upper])
        {
            errors.AddMissing(place, $"{place.Name} must be two numbers, [lowest, highest].");
            return null;
        }

        Number(lower, place.Item(0), errors);
        Number(upper, place.Item(1), errors);
        if (!(lower < upper))
        {
            errors.Add(place, $"{place.Name} ends before it begins; write it as [lowest, highest].");
            return null;
        }

        return new ValueRange(lower + 0.0, upper + 0.0);
    }

    private static void RefuseAlone(SensitivityRequest request, RequestErrors errors)
    {
        foreach (var (name, isGiven) in ((string, bool)[])
            [
                ("iv", request.Iv is not null),
                ("data", request.Data is not null),
                ("data_csv", request.DataCsv is not null),
                ("variable_names", request.VariableNames is not null),
            ])
        {
            if (isGiven && !errors.Concern(JsonPointer.Root.Member("bounds")))
            {
                errors.Add(
                    JsonPointer.Root.Member(name),
                    $"{name} goes with bounds; send that too, such as {{\"treatment\": \"X\", \"outcome\": \"Y\"}}.");
            }
        }
    }
}
