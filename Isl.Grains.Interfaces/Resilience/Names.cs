using System.Collections.Immutable;

namespace Isl.Grains.Interfaces.Resilience;

/// <summary>The services whose health is watched.</summary>
public static class ServiceNames
{
    /// <summary>Identification of effects.</summary>
    public const string CausalValidation = "causal_validation";

    /// <summary>Paths, separation and strategies.</summary>
    public const string PathAnalysis = "path_analysis";

    /// <summary>Graphs from data.</summary>
    public const string CausalDiscovery = "causal_discovery";

    /// <summary>What happens under an intervention.</summary>
    public const string Counterfactual = "counterfactual";

    /// <summary>Intervals with a coverage guarantee.</summary>
    public const string ConformalPrediction = "conformal_prediction";

    /// <summary>Effects carried from one population to another.</summary>
    public const string Transport = "transport";

    /// <summary>Effects from a graph and data.</summary>
    public const string EffectEstimation = "effect_estimation";

    /// <summary>Models from data, what explains a change in them, and what stands in a table.</summary>
    public const string ModelFit = "model_fit";

    /// <summary>Plans, their sensitivity and what to try next.</summary>
    public const string Optimisation = "optimisation";

    /// <summary>All of them.</summary>
    public static ImmutableArray<string> All { get; } =
        [
            CausalValidation, PathAnalysis, CausalDiscovery, Counterfactual, ConformalPrediction, Transport, EffectEstimation, ModelFit, Optimisation,
        ];
}

/// <summary>The circuits that guard expensive methods.</summary>
public static class CircuitNames
{
    /// <summary>Discovery by NOTEARS.</summary>
    public const string NotearsDiscovery = "notears_discovery";

    /// <summary>Discovery by PC.</summary>
    public const string PcDiscovery = "pc_discovery";

    /// <summary>Discovery by GES, and by <c>auto</c>, which begins with it.</summary>
    public const string GesDiscovery = "ges_discovery";

    /// <summary>Discovery by DirectLiNGAM.</summary>
    public const string LingamDiscovery = "lingam_discovery";

    /// <summary>Discovery by DAGMA.</summary>
    public const string DagmaDiscovery = "dagma_discovery";

    /// <summary>Discovery by BOSS.</summary>
    public const string BossDiscovery = "boss_discovery";

    /// <summary>Enumeration of paths.</summary>
    public const string PathAnalysis = "path_analysis";

    /// <summary>Ranking of identification strategies.</summary>
    public const string StrategyGeneration = "strategy_generation";

    /// <summary>Simulation of structural models.</summary>
    public const string MonteCarlo = "monte_carlo";

    /// <summary>Search for a formula that carries an effect over.</summary>
    public const string Transport = "transport";

    /// <summary>Effects from a graph and data.</summary>
    public const string EffectEstimation = "effect_estimation";

    /// <summary>Models from data, and what explains a change in them.</summary>
    public const string ModelFit = "model_fit";

    /// <summary>Search for plans.</summary>
    public const string Optimisation = "optimisation";

    /// <summary>All of them.</summary>
    public static ImmutableArray<string> All { get; } =
    [
        NotearsDiscovery,
        PcDiscovery,
        GesDiscovery,
        LingamDiscovery,
        DagmaDiscovery,
        BossDiscovery,
        PathAnalysis,
        StrategyGeneration,
        MonteCarlo,
        Transport,
        EffectEstimation,
        ModelFit,
        Optimisation,
    ];
}
