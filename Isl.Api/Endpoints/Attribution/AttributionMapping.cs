using Isl.Api.Requests;
using Isl.Api.Requests.Fitting;

namespace Isl.Api.Endpoints.Attribution;

/// <summary>Requests about changes and outliers.</summary>
internal static class AttributionMapping
{
    private static readonly JsonPointer Kind = JsonPointer.Root.Member("kind");

    /// <summary>What is asked, one of the two; what is wrong with it is noted.</summary>
    public static (ChangeAsked? Change, ModelOrFit<OutlierAsked>? Outlier) Read(AttributeRequest request, Reading reading)
    {
        switch (request.Kind)
        {
            case "change":
                return (ChangeMapping.Read(request, reading), null);
            case "outlier":
                OutlierMapping.Check(request, reading);
                return (null, ModelOrFit<OutlierAsked>.Read(
                    request.Model, request, reading, (model, fitted, inner) => OutlierMapping.Read(request, model, fitted, inner)));
            case null:
                reading.Errors.AddMissing(Kind, "kind is missing; send change (two tables) or outlier (one case).");
                return default;
            default:
                reading.Errors.Add(Kind, $"There is no kind '{Shown.Short(request.Kind)}'; choose one of change, outlier.");
                return default;
        }
    }
}
