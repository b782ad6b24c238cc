using System.Text.Json.Serialization;

namespace Isl.Grains.Interfaces.Effects;

/// <summary>Whose mean effect is asked for.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EffectEstimand>))]
public enum EffectEstimand
{
    /// <summary>All rows.</summary>
    [JsonStringEnumMemberName("ate")]
    Ate,

    /// <summary>The rows at the level the contrast leads to.</summary>
    [JsonStringEnumMemberName("att")]
    Att,

    /// <summary>The rows at the level it comes from.</summary>
    [JsonStringEnumMemberName("atc")]
    Atc,

    /// <summary>Rows by the chance that they could have been at either level (overlap weights).</summary>
    [JsonStringEnumMemberName("ato")]
    Ato,
}

/// <summary>How two means are compared.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EffectScale>))]
public enum EffectScale
{
    /// <summary>Their difference.</summary>
    [JsonStringEnumMemberName("difference")]
    Difference,

    /// <summary>Their ratio.</summary>
    [JsonStringEnumMemberName("ratio")]
    Ratio,

    /// <summary>The ratio of their odds.</summary>
    [JsonStringEnumMemberName("odds_ratio")]
    OddsRatio,
}

/// <summary>By which criterion an effect is identified.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EffectStrategy>))]
public enum EffectStrategy
{
    /// <summary>The first that identifies it and that the columns allow.</summary>
    [JsonStringEnumMemberName("auto")]
    Auto,

    /// <summary>Adjustment.</summary>
    [JsonStringEnumMemberName("backdoor")]
    Backdoor,

    /// <summary>Mediators.</summary>
    [JsonStringEnumMemberName("front_door")]
    FrontDoor,

    /// <summary>The formula of the ID algorithm.</summary>
    [JsonStringEnumMemberName("id")]
    Id,

    /// <summary>Instruments, under linearity.</summary>
    [JsonStringEnumMemberName("instrument")]
    Instrument,
}

/// <summary>The estimators.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EstimatorName>))]
public enum EstimatorName
{
    /// <summary>The difference of means, or the slope, as it is.</summary>
    [JsonStringEnumMemberName("unadjusted")]
    Unadjusted,

    /// <summary>Least squares on treatment and covariates.</summary>
    [JsonStringEnumMemberName("regression")]
    Regression,

    /// <summary>Outcome models of the arms, averaged over the rows.</summary>
    [JsonStringEnumMemberName("g_computation")]
    GComputation,

    /// <summary>Inverse probability weighting.</summary>
    [JsonStringEnumMemberName("ipw")]
    Ipw,

    /// <summary>Augmented inverse probability weighting.</summary>
    [JsonStringEnumMemberName("aipw")]
    Aipw,

    /// <summary>Double machine learning, partially linear.</summary>
    [JsonStringEnumMemberName("dml")]
    Dml,

    /// <summary>Matching.</summary>
    [JsonStringEnumMemberName("matching")]
    Matching,

    /// <summary>Two-stage least squares.</summary>
    [JsonStringEnumMemberName("iv")]
    Iv,

    /// <summary>The front-door formula.</summary>
    [JsonStringEnumMemberName("front_door")]
    FrontDoor,

    /// <summary>The formula of the identification on the frequencies of the data.</summary>
    [JsonStringEnumMemberName("plug_in")]
    PlugIn,
}

/// <summary>Forms of outcome, treatment and propensity models.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<NuisanceModel>))]
public enum NuisanceModel
{
    /// <summary>What suits the estimator, the outcome and the size of the data.</summary>
    [JsonStringEnumMemberName("auto")]
    Auto,

    /// <summary>Linear.</summary>
    [JsonStringEnumMemberName("linear")]
    Linear,

    /// <summary>Logistic.</summary>
    [JsonStringEnumMemberName("logistic")]
    Logistic,

    /// <summary>Natural cubic splines where they predict better.</summary>
    [JsonStringEnumMemberName("spline")]
    Spline,

    /// <summary>Boosted trees.</summary>
    [JsonStringEnumMemberName("boosted")]
    Boosted,

    /// <summary>A mean for each combination of levels.</summary>
    [JsonStringEnumMemberName("saturated")]
    Saturated,
}

/// <summary>How weights are normalised.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<WeightNormalisation>))]
public enum WeightNormalisation
{
    /// <summary>To sum to 1 in each arm.</summary>
    [JsonStringEnumMemberName("hajek")]
    Hajek,

    /// <summary>Not at all.</summary>
    [JsonStringEnumMemberName("horvitz_thompson")]
    HorvitzThompson,
}

/// <summary>What near means in matching.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MatchingDistance>))]
public enum MatchingDistance
{
    /// <summary>Mahalanobis distance of the covariates.</summary>
    [JsonStringEnumMemberName("mahalanobis")]
    Mahalanobis,

    /// <summary>Difference of the propensities' log odds.</summary>
    [JsonStringEnumMemberName("propensity")]
    Propensity,
}

/// <summary>How a standard error is formed.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<StandardErrorKind>))]
public enum StandardErrorKind
{
    /// <summary>One residual variance.</summary>
    [JsonStringEnumMemberName("classical")]
    Classical,

    /// <summary>White's sandwich.</summary>
    [JsonStringEnumMemberName("hc0")]
    Hc0,

    /// <summary>The sandwich times n/(n−k).</summary>
    [JsonStringEnumMemberName("hc1")]
    Hc1,

    /// <summary>The sandwich of residuals over 1 − leverage.</summary>
    [JsonStringEnumMemberName("hc3")]
    Hc3,

    /// <summary>Sums by cluster.</summary>
    [JsonStringEnumMemberName("cluster")]
    Cluster,

    /// <summary>The spread over resamples.</summary>
    [JsonStringEnumMemberName("bootstrap")]
    Bootstrap,
}

/// <summary>What is done about missing values.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EffectMissing>))]
public enum EffectMissing
{
    /// <summary>They are a mistake of the request.</summary>
    [JsonStringEnumMemberName("refuse")]
    Refuse,

    /// <summary>Rows with any in a column that is used are left out.</summary>
    [JsonStringEnumMemberName("drop_rows")]
    DropRows,

    /// <summary>Covariates get their mean, or a level of their own, and a flag.</summary>
    [JsonStringEnumMemberName("indicator")]
    Indicator,
}

/// <summary>What weights are.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<WeightKind>))]
public enum WeightKind
{
    /// <summary>How many units of the population a row stands for.</summary>
    [JsonStringEnumMemberName("sampling")]
    Sampling,

    /// <summary>How often a row was seen.</summary>
    [JsonStringEnumMemberName("frequency")]
    Frequency,
}

/// <summary>The refuters.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RefuterName>))]
public enum RefuterName
{
    /// <summary>Shuffles the treatment.</summary>
    [JsonStringEnumMemberName("placebo_treatment")]
    PlaceboTreatment,

    /// <summary>An outcome without effect, with the measured confounding.</summary>
    [JsonStringEnumMemberName("dummy_outcome")]
    DummyOutcome,

    /// <summary>Adds a column of noise.</summary>
    [JsonStringEnumMemberName("random_common_cause")]
    RandomCommonCause,

    /// <summary>Parts of the rows.</summary>
    [JsonStringEnumMemberName("subsets")]
    Subsets,

    /// <summary>Outcomes and treatments that the graph separates.</summary>
    [JsonStringEnumMemberName("negative_controls")]
    NegativeControls,

    /// <summary>A simulated confounder as strong as a measured one.</summary>
    [JsonStringEnumMemberName("unobserved_common_cause")]
    UnobservedCommonCause,
}
