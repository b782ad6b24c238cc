using System.Collections.Immutable;
using Isl.Grains.Interfaces.Effects;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Identification;
using Isl.Grains.Words;

namespace Isl.Grains.Effects.Planning;

/// <summary>How an effect can be estimated: what the graph says, and what of it the columns allow.</summary>
internal sealed record EffectPlan
{
    /// <summary>The graph, with every node that has no column as latent.</summary>
    public required CausalGraph Graph { get; init; }

    /// <summary>All that identification says.</summary>
    public required IdentificationResult Result { get; init; }

    /// <summary>The criterion that the estimates rest on; null where none identifies the effect.</summary>
    public required EffectStrategy? Strategy { get; init; }

    /// <summary>What is adjusted for, in ordinal order; null where no set is valid.</summary>
    public required ImmutableArray<string>? AdjustmentSet { get; init; }

    /// <summary>The sets that were considered, in that order.</summary>
    public required ImmutableArray<ImmutableArray<string>> Tried { get; init; }

    /// <summary>The mediators of the front door, in ordinal order; null where there are none.</summary>
    public required ImmutableArray<string>? FrontDoorSet { get; init; }

    /// <summary>The instruments, in ordinal order; empty for none.</summary>
    public required ImmutableArray<string> Instruments { get; init; }

    /// <summary>What the instruments are conditioned on, in ordinal order.</summary>
    public required ImmutableArray<string> InstrumentCovariates { get; init; }

    /// <summary>The formula that plug_in evaluates; null where nothing identifies the effect without linearity.</summary>
    public required Estimand? Formula { get; init; }

    /// <summary>The variables of that formula, in ordinal order.</summary>
    public required ImmutableArray<string> FormulaVariables { get; init; }

    /// <summary>The nodes without a column, and those that the graph calls latent.</summary>
    public required ImmutableArray<string> Unmeasured { get; init; }

    /// <summary>Does no causal path lead from the treatment to the outcome?</summary>
    public required bool HasNoPath { get; init; }

    /// <summary>What was passed over, and why.</summary>
    public required ImmutableArray<Finding> Reasons { get; init; }

    /// <summary>The covariates of the estimators that the strategy asks for.</summary>
    public ImmutableArray<string> Covariates => Strategy == EffectStrategy.Instrument ? InstrumentCovariates : AdjustmentSet ?? [];
}
