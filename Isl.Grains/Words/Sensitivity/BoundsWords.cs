using Isl.Grains.Interfaces.Sensitivity;

namespace Isl.Grains.Words.Sensitivity;

/// <summary>What bounds of an effect say.</summary>
/// <param name="Treatment">The treatment.</param>
/// <param name="Outcome">The outcome.</param>
/// <param name="From">The level compared with.</param>
/// <param name="To">The level whose effect is asked for.</param>
/// <param name="Least">Least value of the outcome.</param>
/// <param name="Greatest">Greatest value of the outcome.</param>
public sealed record BoundsWords(string Treatment, string Outcome, string From, string To, double Least, double Greatest)
{
    /// <summary>Stands for an outcome that is what the row says.</summary>
    public const string AsSeen = "as seen";

    /// <summary>The bounds in a sentence.</summary>
    public string Statement(BoundsKind kind, double? lower, double? upper) => (lower, upper) is ({ } low, { } high)
        ? $"{Basis(kind)}, {Treatment} from {From} to {To} changes the mean of {Outcome} by between {Wording.Number(low)} and {Wording.Number(high)}"
            + $"{Sign(low, high)}."
        : $"{Basis(kind)}, no population gives these rows, so the assumptions are refuted.";

    /// <summary>What bounds rest on.</summary>
    public IEnumerable<string> Assumptions(BoundsKind kind, BoundsQuestion question)
    {
        yield return "The rows are a fair sample of the population.";
        switch (kind)
        {
            case BoundsKind.NoAssumptions or BoundsKind.Monotone:
                yield return $"{Outcome} is never below {Wording.Exact(Least)} or above {Wording.Exact(Greatest)}.";
                break;
            case BoundsKind.Instrument:
                yield return $"{question.Instrument} changes {Outcome} through {Treatment} alone and has no cause in common with either.";
                break;
            case BoundsKind.ResponseTypes:
                yield return "The graph has all causal arrows and all hidden common causes, which may act on several of the variables they join.";
                break;
            default:
                yield return $"Given {Given(question)}, a hidden cause changes the odds of each level of {Treatment} by a factor of at most "
                    + $"{Wording.Exact(question.Lambda ?? 1)}.";
                break;
        }

        if (kind == BoundsKind.Monotone)
        {
            yield return $"More of {Treatment} never lowers {Outcome} for anyone.";
        }
        else if (kind is BoundsKind.Instrument or BoundsKind.ResponseTypes)
        {
            yield return "Every variable has the levels seen in the rows and no others.";
        }
    }

    /// <summary>How the bounds are reached.</summary>
    /// <param name="kind">What they rest on.</param>
    /// <param name="isSharp">Whether no better ones can be given.</param>
    /// <param name="hasModels">Whether populations at the bounds are returned.</param>
    public string AttainedBy(BoundsKind kind, bool isSharp, bool hasModels) => kind switch
    {
        BoundsKind.ResponseTypes when !hasModels => $"No causal path leads from {Treatment} to {Outcome}, so every population with this graph has "
            + "this effect.",
        BoundsKind.ResponseTypes when !isSharp => "Each bound is reached by the population of response types in models, which gives these very rows, "
            + "but may need one hidden cause of more variables at once than the graph has.",
        BoundsKind.NoAssumptions => $"The lower bound is reached if every unit would have had {Outcome} {Wording.Exact(Least)} at {To} and "
            + $"{Wording.Exact(Greatest)} at {From} wherever it was not seen; the upper one if the other way round.",
        BoundsKind.Monotone => $"One bound is reached if {Treatment} changes nothing, the other if every outcome that was not seen is as far from "
            + "the one seen as the order allows.",
        BoundsKind.MarginalSensitivity => $"Each bound is reached if the hidden cause sorts units by {Outcome}: those on one side of a quantile "
            + "have the largest odds allowed, those on the other the smallest.",
        _ => "Each bound is reached by the population of response types in models, which gives these very rows.",
    };

    private static string Basis(BoundsKind kind) => kind switch
    {
        BoundsKind.NoAssumptions => "Whatever is hidden",
        BoundsKind.Monotone => "If the treatment never lowers the outcome",
        BoundsKind.Instrument => "By the instrument",
        BoundsKind.ResponseTypes => "By the graph",
        _ => "With a limited hidden cause",
    };

    private static string Sign(double low, double high) => (Math.Sign(low), Math.Sign(high)) switch
    {
        (0, 0) => ", so not at all",
        (1, _) => ", so it raises it",
        (_, -1) => ", so it lowers it",
        (0, _) => ", so it does not lower it",
        (_, 0) => ", so it does not raise it",
        _ => ", so its direction is open",
    };

    private static string Given(BoundsQuestion question) => question.Covariates.IsEmpty ? "nothing else" : Wording.And([.. question.Covariates]);
}

/// <summary>The outcome's range was taken from the rows.</summary>
/// <param name="Outcome">The outcome.</param>
public sealed record RangeIsThatSeen(string Outcome) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"The range of {Outcome} is that seen in the rows; if it can have other values, send outcome_range.";
}

/// <summary>Sampling error is not part of the bounds.</summary>
public sealed record SharesTakenAsExact : Finding
{
    /// <inheritdoc/>
    public override string Text => "The bounds take the shares in the rows as they are; with few rows, sampling error comes on top of them.";
}

/// <summary>Some settings occur in no row.</summary>
public sealed record SettingsUnseen : Finding
{
    /// <inheritdoc/>
    public override string Text => "Some settings of the variables occur in no row, or some variables have no hidden cause in common "
        + "though others link them; bounds that are not called sharp may be wider than need be.";
}

/// <summary>The methods behind bounds.</summary>
/// <param name="Kinds">Their kinds.</param>
public sealed record BoundsBasis(IReadOnlyList<BoundsKind> Kinds) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"Bounds: {Wording.And([.. Kinds.Select(Source).Distinct()])}.";

    private static string Source(BoundsKind kind) => kind switch
    {
        BoundsKind.NoAssumptions => "the range of what was not seen (Manski 1990)",
        BoundsKind.Monotone => "monotone response (Manski 1997)",
        BoundsKind.Instrument => "linear programs over response types to an instrument (Balke and Pearl 1997)",
        BoundsKind.ResponseTypes => "a linear program over the response types of the treatment's district (Sachs et al. 2023)",
        _ => "the marginal sensitivity model, sharp (Tan 2006; Dorn and Guo 2023)",
    };
}
