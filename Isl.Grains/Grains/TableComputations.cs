using Isl.Grains.Answering;
using Isl.Grains.Attribution;
using Isl.Grains.Fitting;
using Isl.Grains.Interfaces.Attribution;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Fitting;
using Isl.Grains.Interfaces.Profiling;
using Isl.Grains.Interfaces.Resilience;
using Isl.Grains.Numerics;
using Isl.Grains.Profiling;

namespace Isl.Grains.Grains;

/// <summary>How the questions about a table, other than those of discovery, are answered; null where the table is not at hand.</summary>
internal static class TableComputations
{
    private const string SimpleForms = "fallback_simple_forms";

    /// <summary>A description.</summary>
    public static Computation? Profile(Dataset? data, string hash, ProfileQuestion question) => data is null ? null : Computation.Pure(
        ServiceNames.ModelFit,
        circuit: null,
        "profile",
        Lane.Quick,
        budget => ProfileAnswer.Compute(data, hash, question, budget));

    /// <summary>A model.</summary>
    public static Computation? Fit(Dataset? data, string hash, FitQuestion question) => data is null ? null : Computation.Pure(
        ServiceNames.ModelFit,
        CircuitNames.ModelFit,
        "fit",
        Lane.Slow,
        budget => FitAnswer.Compute(data, hash, question, budget),
        new Fallback(SimpleForms, (reason, cancellation) => FitAnswer.Compute(data, hash, question, WorkBudget.Until(cancellation), reason)));

    /// <summary>What explains a change.</summary>
    public static Computation? Change(Dataset? before, string hash, Dataset? after, ChangeQuestion question) =>
        before is null || after is null ? null : Computation.Pure(
            ServiceNames.ModelFit,
            CircuitNames.ModelFit,
            "attribute_change",
            Lane.Slow,
            budget => ChangeAnswer.Compute(before, hash, after, question, budget),
            new Fallback(
                SimpleForms, (reason, cancellation) => ChangeAnswer.Compute(before, hash, after, question, WorkBudget.Until(cancellation), reason)));
}
