using System.Collections.Immutable;
using System.Text.Json;
using Isl.Grains.Interfaces.Effects;

namespace Isl.Api.Endpoints.Effects;

/// <summary>Names of options on the wire, in the order they are listed to callers.</summary>
internal static class EffectChoiceNames
{
    /// <summary>Estimators.</summary>
    public static readonly ImmutableArray<(string Name, EstimatorName Value)> Estimators = Named<EstimatorName>();

    /// <summary>Estimands.</summary>
    public static readonly ImmutableArray<(string Name, EffectEstimand Value)> Estimands = Named<EffectEstimand>();

    /// <summary>Scales.</summary>
    public static readonly ImmutableArray<(string Name, EffectScale Value)> Scales = Named<EffectScale>();

    /// <summary>Strategies.</summary>
    public static readonly ImmutableArray<(string Name, EffectStrategy Value)> Strategies = Named<EffectStrategy>();

    /// <summary>Standard errors.</summary>
    public static readonly ImmutableArray<(string Name, StandardErrorKind Value)> Errors = Named<StandardErrorKind>();

    /// <summary>What is done about missing values.</summary>
    public static readonly ImmutableArray<(string Name, EffectMissing Value)> Missing = Named<EffectMissing>();

    /// <summary>Kinds of weights.</summary>
    public static readonly ImmutableArray<(string Name, WeightKind Value)> Weights = Named<WeightKind>();

    /// <summary>Refuters.</summary>
    public static readonly ImmutableArray<(string Name, RefuterName Value)> Refuters = Named<RefuterName>();

    /// <summary>Normalisations of weights.</summary>
    public static readonly ImmutableArray<(string Name, WeightNormalisation Value)> Normalisations = Named<WeightNormalisation>();

    /// <summary>Distances of matching.</summary>
    public static readonly ImmutableArray<(string Name, MatchingDistance Value)> Distances = Named<MatchingDistance>();

    /// <summary>The models that an estimator may be asked for.</summary>
    public static ImmutableArray<(string Name, NuisanceModel Value)> Models(params NuisanceModel[] models) =>
        [.. Named<NuisanceModel>().Where(one => models.Contains(one.Value))];

    private static ImmutableArray<(string Name, T Value)> Named<T>()
        where T : struct, Enum =>
        [.. Enum.GetValues<T>().Select(value => (NameOf(value.ToString()), value))];

    private static string NameOf(string value) => value switch
    {
        nameof(EstimatorName.GComputation) => "g_computation",
        _ => JsonNamingPolicy.SnakeCaseLower.ConvertName(value),
    };
}
