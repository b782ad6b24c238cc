namespace Isl.Grains.Words.Contrasts;

/// <summary>The outcome is in its range already.</summary>
/// <param name="Targets">The outcomes.</param>
public sealed record AlreadyThere(IReadOnlyList<string> Targets) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"{Wording.And(Targets)} {Wording.Of(Targets.Count, "is in its range", "are in their ranges")} already; "
        + $"no change is needed.";
}

/// <summary>No change reaches the range.</summary>
/// <param name="Targets">The outcomes.</param>
/// <param name="Feasible">What may be changed.</param>
public sealed record OutOfReach(IReadOnlyList<string> Targets, IReadOnlyList<string> Feasible) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"No change of {Wording.Some(Feasible)} within the limits was found to bring {Wording.And(Targets)} into range; nearest_miss comes closest.";
}

/// <summary>The best change.</summary>
/// <param name="Steps">The change.</param>
/// <param name="Targets">The outcomes.</param>
public sealed record ReachedBy(IReadOnlyList<ChangeStep> Steps, IReadOnlyList<string> Targets) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"{string.Join(", ", Steps.Select(step => step.Text))} brings {Wording.And(Targets)} into range.";
}

/// <summary>What the confidence is made of.</summary>
/// <param name="Confidence">The confidence.</param>
/// <param name="Options">How many changes there are.</param>
/// <param name="Draws">Draws used.</param>
public sealed record RecourseConfidence(double Confidence, int Options, int Draws) : Finding
{
    /// <inheritdoc/>
    public override string Text => Options == 0
        ? $"Every point looked at was run on {Wording.Count(Draws, "draw")} of the model."
        : $"{Wording.Count(Options, "change")} {Wording.Of(Options, "reaches", "reach")} the range, each run on "
            + $"{Wording.Count(Draws, "draw")} of the model. "
            + $"Confidence {Wording.Exact(Confidence)} is the highest robustness score: the share of draws and of deviations of up to a "
                + $"tenth of the change in "
            + "which the range is met.";
}

/// <summary>The method.</summary>
public sealed record RecourseBasis : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        "Recourse by intervention (Karimi, Schölkopf and Valera 2021) after abduction of what was seen (Pearl 2009): the intervention wins "
            + "over what was seen, "
        + "which stays only where it does not descend from it.";
}

/// <summary>The search was cut short.</summary>
public sealed record SearchCutShort : Finding
{
    /// <inheritdoc/>
    public override string Text => "The search was stopped before every combination of variables was tried.";
}

/// <summary>Variables need less change together.</summary>
/// <param name="Variables">Which.</param>
public sealed record LessTogether(IReadOnlyList<string> Variables) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"{Wording.And(Variables)} together need less change than any of them alone.";
}

/// <summary>Cheap or robust.</summary>
/// <param name="Cheap">Rank of the cheapest.</param>
/// <param name="Strong">Rank of the most robust.</param>
/// <param name="CheapScore">Robustness of the cheapest.</param>
/// <param name="StrongScore">Robustness of the other.</param>
public sealed record CheapOrRobust(int Cheap, int Strong, double CheapScore, double StrongScore) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"Change {Cheap} costs least; change {Strong} meets the range more often ({Wording.Percent(StrongScore)} against "
            + $"{Wording.Percent(CheapScore)}).";
}

/// <summary>Cheap or usual.</summary>
/// <param name="Cheap">Rank of the cheapest.</param>
/// <param name="Usual">Rank of the most usual.</param>
/// <param name="CheapScore">Feasibility of the cheapest.</param>
/// <param name="UsualScore">Feasibility of the other.</param>
public sealed record CheapOrUsual(int Cheap, int Usual, double CheapScore, double UsualScore) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"Change {Cheap} costs least; change {Usual} is easier to reach (feasibility {Wording.Number(UsualScore)} against "
            + $"{Wording.Number(CheapScore)}).";
}
