using Isl.Grains.Effects.Nuisances;
using Isl.Grains.Effects.Planning;
using Isl.Grains.Effects.Samples;
using Isl.Grains.Numerics;
using Isl.Grains.Regression;

namespace Isl.Grains.Effects.Estimators;

/// <summary>What every estimator of an answer is given.</summary>
internal sealed class EstimationContext
{
    private Lazy<LogisticFit>? _propensity;

    /// <summary>The rows.</summary>
    public required EstimationData Data { get; init; }

    /// <summary>What is compared.</summary>
    public required ContrastPlan Contrast { get; init; }

    /// <summary>How the effect is identified.</summary>
    public required EffectPlan Plan { get; init; }

    /// <summary>Propensities are moved to between this and 1 less it.</summary>
    public required double Clip { get; init; }

    /// <summary>Level of the intervals.</summary>
    public required double ConfidenceLevel { get; init; }

    /// <summary>Resamples of a bootstrap.</summary>
    public required int BootstrapDraws { get; init; }

    /// <summary>Seed of draws.</summary>
    public required long Seed { get; init; }

    /// <summary>Time and patience.</summary>
    public required WorkBudget Budget { get; init; }

    /// <summary>Signalled when resamples have had their share of the time.</summary>
    public CancellationToken ResamplesSpent { get; init; }

    /// <summary>The chances of the arms by a logistic fit on the covariates as they are.</summary>
    public LogisticFit Propensity => (_propensity ??= new Lazy<LogisticFit>(() => PropensityFit.OfAll(Data, Data.Design, Budget))).Value;

    /// <summary>The same questions of other rows.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="keepsPropensity">Have they the same treatment and covariates?</param>
    public EstimationContext With(EstimationData data, bool keepsPropensity = false) => new()
    {
        Data = data,
        Contrast = Contrast,
        Plan = Plan,
        Clip = Clip,
        ConfidenceLevel = ConfidenceLevel,
        BootstrapDraws = BootstrapDraws,
        Seed = Seed,
        Budget = Budget,
        ResamplesSpent = ResamplesSpent,
        _propensity = keepsPropensity ? new Lazy<LogisticFit>(() => Propensity) : null,
    };
}
