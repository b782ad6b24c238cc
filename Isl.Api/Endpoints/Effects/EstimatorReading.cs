using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Isl.Api.Requests;
using Isl.Grains.Interfaces.Effects;
using Isl.Grains.Interfaces.Errors;

namespace Isl.Api.Endpoints.Effects;

/// <summary>Reads the estimators of a request.</summary>
internal static class EstimatorReading
{
    /// <summary>Most estimators of a request.</summary>
    public const int Most = 20;

    /// <summary>Most folds.</summary>
    public const int MostFolds = 20;

    /// <summary>Most divisions into folds.</summary>
    public const int MostRepeats = 11;

    private const int MostNeighbours = 10;
    private static readonly JsonPointer Place = JsonPointer.Root.Member("estimators");

    /// <summary>The estimators, with the request's settings where they have none of their own; null for the default set.</summary>
    public static ImmutableArray<EstimatorSpec>? Read(List<EstimatorInput>? given, EstimatorSpec defaults, bool hasClusters, Reading reading)
    {
        if (given is null)
        {
            return null;
        }

        if (given.Count is 0 or > Most)
        {
            reading.Errors.Add(Place, $"estimators lists {given.Count}; name 1 to {Most} of them, or leave it out for those that suit the question.");
            return null;
        }

        var specs = ImmutableArray.CreateBuilder<EstimatorSpec>();
        for (var i = 0; i < given.Count; i++)
        {
            if (ReadOne(given[i]?.Json ?? default, defaults, hasClusters, Place.Item(i), reading) is { } spec)
            {
                if (specs.Any(other => other.Id == spec.Id))
                {
                    reading.Errors.Add(Place.Item(i).Member("id"), $"The id '{Shown.Short(spec.Id)}' appears twice; give each estimator an id of "
                        + $"its own.");
                }

                specs.Add(spec);
            }
        }

        return specs.ToImmutable();
    }

    private static EstimatorSpec? ReadOne(JsonElement json, EstimatorSpec defaults, bool hasClusters, JsonPointer place, Reading reading)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.String:
                var name = NameOf(json.GetString()!, place, reading.Errors);
                return name is { } plain ? defaults with { Name = plain, Id = json.GetString()! } : null;
            case JsonValueKind.Object:
                var dto = RequestBody.ParsePart(Encoding.UTF8.GetBytes(json.GetRawText()), typeof(EstimatorDto), place, reading) as EstimatorDto;
                return dto is null ? null : OfObject(dto, defaults, hasClusters, place, reading.Errors);
            default:
                reading.Errors.Add(place, $"The estimator is {Shown.Describe(json)}; give its name, or an object such as {{\"name\": \"aipw\"}}.");
                return null;
        }
    }

    private static EstimatorSpec? OfObject(EstimatorDto dto, EstimatorSpec defaults, bool hasClusters, JsonPointer place, RequestErrors errors)
    {
        if (string.IsNullOrEmpty(dto.Name))
        {
            errors.AddMissing(place.Member("name"), $"name is missing; it is one of {Names()}.");
            return null;
        }

        if (NameOf(dto.Name, place.Member("name"), errors) is not { } name)
        {
            return null;
        }

        if (dto.Caliper is <= 0)
        {
            errors.Add(place.Member("caliper"), $"caliper is {dto.Caliper}; it must be above 0.");
        }

        var spec = defaults with
        {
            Name = name,
            Id = string.IsNullOrEmpty(dto.Id) ? dto.Name : dto.Id,
            Estimand = Fields.Choice(dto.Estimand, EffectChoiceNames.Estimands, defaults.Estimand, place.Member("estimand"), errors),
            Scale = Fields.Choice(dto.Scale, EffectChoiceNames.Scales, defaults.Scale, place.Member("scale"), errors),
            OutcomeModel = Fields.Choice(dto.OutcomeModel, OutcomeModels(name), NuisanceModel.Auto, place.Member("outcome_model"), errors),
            PropensityModel = Fields.Choice(dto.PropensityModel, Propensities, NuisanceModel.Auto, place.Member("propensity_model"), errors),
            TreatmentModel = Fields.Choice(dto.TreatmentModel, Treatments, NuisanceModel.Auto, place.Member("treatment_model"), errors),
            Normalisation = Fields.Choice(
                dto.Normalisation, EffectChoiceNames.Normalisations, WeightNormalisation.Hajek, place.Member("normalisation"), errors),
            Stabilise = dto.Stabilise ?? false,
            Neighbours = (int)Fields.InRange(dto.Neighbours ?? 1, 1, MostNeighbours, place.Member("neighbours"), errors),
            Distance = Fields.Choice(dto.Distance, EffectChoiceNames.Distances, MatchingDistance.Mahalanobis, place.Member("distance"), errors),
            Caliper = dto.Caliper,
            BiasCorrection = dto.BiasCorrection ?? true,
            Se = SeOf(dto.Se, defaults.Se, hasClusters, place.Member("se"), errors),
            Folds = (int)Fields.InRange(dto.Folds ?? defaults.Folds, 1, MostFolds, place.Member("folds"), errors),
            Repeats = (int)Fields.InRange(dto.Repeats ?? defaults.Repeats, 1, MostRepeats, place.Member("repeats"), errors),
        };
        if (spec is { Normalisation: WeightNormalisation.HorvitzThompson, Estimand: EffectEstimand.Ato })
        {
            errors.Add(place.Member("normalisation"), "Overlap weights (ato) are normalised; send normalisation: hajek.");
        }

        return spec;
    }

    /// <summary>How errors are formed, as named; null for the usual way.</summary>
    public static StandardErrorKind? SeOf(string? given, StandardErrorKind? usual, bool hasClusters, JsonPointer place, RequestErrors errors)
    {
        if (given is null)
        {
            return usual;
        }

        var kind = Fields.Choice(given, EffectChoiceNames.Errors, StandardErrorKind.Hc1, place, errors);
        if (kind == StandardErrorKind.Cluster && !hasClusters)
        {
            errors.Add(place, "se is cluster, and no cluster column is named; name it as cluster, or send se: hc1.");
        }

        return kind;
    }

    private static readonly ImmutableArray<(string Name, NuisanceModel Value)> Propensities =
        EffectChoiceNames.Models(NuisanceModel.Logistic, NuisanceModel.Spline, NuisanceModel.Boosted);

    private static readonly ImmutableArray<(string Name, NuisanceModel Value)> Treatments =
        EffectChoiceNames.Models(NuisanceModel.Linear, NuisanceModel.Spline, NuisanceModel.Boosted);

    private static ImmutableArray<(string Name, NuisanceModel Value)> OutcomeModels(EstimatorName name) => name switch
    {
        EstimatorName.FrontDoor => EffectChoiceNames.Models(NuisanceModel.Linear, NuisanceModel.Saturated),
        EstimatorName.Dml => Treatments,
        _ => EffectChoiceNames.Models(NuisanceModel.Linear, NuisanceModel.Logistic, NuisanceModel.Spline, NuisanceModel.Boosted),
    };

    private static EstimatorName? NameOf(string text, JsonPointer place, RequestErrors errors)
    {
        foreach (var (name, value) in EffectChoiceNames.Estimators)
        {
            if (name == text)
            {
                return value;
            }
        }

        string[] near = [.. Spelling.Nearest(text, EffectChoiceNames.Estimators.Select(one => one.Name))
            .Concat(EffectChoiceNames.Estimators.Select(one => one.Name)
                .Where(one => text.Length <= one.Length + 1 && Spelling.Distance(text, one) == 1))];
        errors.Add(
            place,
            $"There is no estimator '{Shown.Short(text)}'; "
                + $"{(near.Length > 0 ? $"did you mean `{near[0]}`? The estimators are" : "choose one of")} {Names()}.");
        return null;
    }

    private static string Names() => string.Join(", ", EffectChoiceNames.Estimators.Select(one => one.Name));
}
