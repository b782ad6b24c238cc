using Isl.Grains.Interfaces.Effects;

namespace Isl.Grains.Words.Effects;

/// <summary>What must hold for an effect over graphs to be the effect.</summary>
/// <param name="Mode">Where the graphs come from.</param>
/// <param name="Used">Graphs that the effect is estimated by.</param>
/// <param name="All">All graphs.</param>
public sealed record OneGraphIsRight(GraphSource Mode, int Used, int All) : Finding
{
    /// <inheritdoc/>
    public override string Text => Mode == GraphSource.Class && All == 1
        ? "the graph that was found is right"
        : $"{Wording.Of(Used, "the one graph", $"one of the {Wording.Count(Used)} graphs")} {Source}{Which} is right";

    private string Source => Mode == GraphSource.Class ? "of the class" : "found in resamples";

    private string Which => Used == All ? "" : Wording.Of(Used, " that identifies it", " that identify it");
}

/// <summary>The effects by the members of a class in one sentence.</summary>
/// <param name="Treatment">The treatment.</param>
/// <param name="Outcome">The outcome.</param>
/// <param name="From">The level that it comes from; null per unit.</param>
/// <param name="To">The level that it leads to; null per unit.</param>
/// <param name="Scale">How means are compared.</param>
/// <param name="Range">The least and the greatest effect.</param>
/// <param name="Members">Members that the effect is estimated by.</param>
public sealed record EffectsOfMembers(
    string Treatment, string Outcome, string? From, string? To, EffectScale Scale, MemberRange Range, int Members) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"{(From is null ? $"One unit more of {Treatment}" : $"{Treatment} from {From} to {To}")} {Verb} {Wording.Number(Range.Lower)} to "
        + $"{Wording.Number(Range.Upper)}, depending on which of {Wording.Count(Members, "graph")} of the class is right; the data cannot tell.";

    private string Verb => Scale switch
    {
        EffectScale.Ratio => $"multiplies the mean of {Outcome} by",
        EffectScale.OddsRatio => $"multiplies the odds of {Outcome} by",
        _ => $"changes {Outcome} by",
    };
}

/// <summary>No graph identifies the effect.</summary>
/// <param name="Treatment">The treatment.</param>
/// <param name="Outcome">The outcome.</param>
/// <param name="Graphs">How many graphs there are.</param>
public sealed record NoGraphIdentifies(string Treatment, string Outcome, int Graphs) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"{(Graphs == 1 ? "The graph that was found does not identify" : $"None of the {Wording.Count(Graphs)} graphs identifies")} the effect of "
        + $"{Treatment} on {Outcome}, so no number is given.";
}

/// <summary>Which graphs were found, and what they say.</summary>
/// <param name="Title">The algorithm.</param>
/// <param name="Mode">Where the graphs come from.</param>
/// <param name="AreParentSets">Do parent sets stand for the members?</param>
/// <param name="Graphs">How many.</param>
/// <param name="Distinct">How many are different.</param>
/// <param name="Identified">Share that identifies the effect.</param>
/// <param name="NoPath">Share without a causal path.</param>
public sealed record GraphsFound(
    string Title, GraphSource Mode, bool AreParentSets, int Graphs, int Distinct, double Identified, double NoPath) : Finding
{
    /// <inheritdoc/>
    public override string Text => Graphs == 1
        ? $"{Source} {(Identified > 0 ? "It identifies the effect." : "It does not identify the effect.")}"
        : $"{Source} {Wording.Percent(Identified)} of them identify the effect"
            + (NoPath > 0 ? $", {Wording.Percent(NoPath)} because no causal path leads to the outcome." : ".");

    private string Source => Mode == GraphSource.Bootstrap
        ? $"{Title} found {Wording.Count(Distinct, "different graph")} in {Wording.Count(Graphs, "resample")}."
        : AreParentSets
            ? $"{Title} found a class of more graphs than are looked at one by one; the treatment can have {Wording.Count(Graphs, "parent set")} "
                + "in it."
            : $"{Title} found a class of {Wording.Count(Graphs, "graph")}.";
}

/// <summary>By which graph all that is no number over graphs was worked out.</summary>
/// <param name="Weight">Its weight.</param>
public sealed record PartsByOneGraph(double Weight) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"Everything else (estimates, identification, checks) is by one graph, of weight {Wording.Percent(Weight)}, which dag_hash names.";
}

/// <summary>Where an effect over graphs comes from.</summary>
/// <param name="Mode">Where the graphs come from.</param>
public sealed record GraphMixtureSource(GraphSource Mode) : Finding
{
    /// <inheritdoc/>
    public override string Text => Mode == GraphSource.Bootstrap
        ? "A mixture over the graphs of bootstrap resamples (Friedman, Goldszmidt and Wyner 1999; Efron and Tibshirani 1993)."
        : "The effects by all members of an equivalence class (IDA: Maathuis, Kalisch and Bühlmann 2009).";
}

/// <summary>What a search for graphs supposes.</summary>
/// <param name="Title">The algorithm.</param>
public sealed record SearchIsRight(string Title) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"No two columns have a cause in common that is not in the table, and what {Title} supposes of the data holds.";
}

/// <summary>The table chose the graphs and gave the number.</summary>
public sealed record OneTableForBoth : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        "The same rows chose the graphs and gave the number, so its errors are too small; send split: true to have one half choose and the other "
        + "estimate.";
}

/// <summary>Graphs that do not identify the effect.</summary>
/// <param name="Share">Their share.</param>
/// <param name="Reason">Why the heaviest of them does not.</param>
public sealed record GraphsDoNotIdentify(double Share, string Reason) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"{Wording.Percent(Share)} of the graphs do not identify the effect and are left out of it. The first says: {Reason}";
}

/// <summary>Graphs that identify the effect, but whose estimate broke down.</summary>
/// <param name="Share">Their share.</param>
/// <param name="Reason">Why the heaviest of them could not be estimated by; null where time ran out.</param>
public sealed record GraphsNotEstimated(double Share, string? Reason) : Finding
{
    /// <inheritdoc/>
    public override string Text => Reason is null
        ? $"Time ran out before the effect by {Wording.Percent(Share)} of the graphs was estimated; they are left out of it."
        : $"The effect by {Wording.Percent(Share)} of the graphs could not be estimated, and they are left out of it. The first says: {Reason}";
}

/// <summary>Graphs whose tests contradict each other.</summary>
/// <param name="Count">How many.</param>
/// <param name="Of">Of how many.</param>
public sealed record GraphsContradicted(int Count, int Of) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"In {Wording.Count(Count)} of {Wording.Count(Of, "graph")} the tests contradict each other about directions, and "
        + "one reading of them stands for the class.";
}

/// <summary>Graphs with directions that the data do not bear out.</summary>
/// <param name="Title">The algorithm.</param>
/// <param name="Count">How many.</param>
/// <param name="Of">Of how many.</param>
public sealed record DirectionsUnsettled(string Title, int Count, int Of) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"In {Wording.Count(Count)} of {Wording.Count(Of, "graph")} the data do not bear out the assumption by which {Title} tells "
        + " directions; pc and ges leave those open, and so does mode: class.";
}

/// <summary>Resamples that could not be used.</summary>
/// <param name="Count">How many.</param>
public sealed record ResamplesUnusable(int Count) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"{Wording.Count(Count, "resample")} could not be searched, since a column of theirs is constant or a function of others.";
}

/// <summary>Fewer graphs than asked for.</summary>
/// <param name="Done">Graphs found.</param>
/// <param name="Asked">Graphs asked for.</param>
public sealed record GraphsCutShort(int Done, int Asked) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"Time ran out after {Wording.Count(Done)} of {Wording.Count(Asked, "graph")}; ask for fewer graphs, or for fewer columns "
        + "by variable_names.";
}

/// <summary>Parent sets stand for the members of a class.</summary>
/// <param name="Most">Most members looked at.</param>
public sealed record MembersByParents(int Most) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"The class has more than {Wording.Count(Most)} members, so each set of parents that the treatment can have stands for "
        + "the members with it; weights count sets and not members.";
}

/// <summary>The search left out rows.</summary>
/// <param name="Rows">How many.</param>
public sealed record SearchSkipsGaps(int Rows) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"The search for graphs left out {Wording.Count(Rows, "row")} with a missing value.";
}

/// <summary>Sampling weights do not enter the search.</summary>
/// <param name="Column">Their column.</param>
public sealed record SearchIsUnweighted(string Column) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"The weights in {Column} enter the estimates and not the search for graphs.";
}

/// <summary>A search takes categories for numbers.</summary>
/// <param name="Title">The algorithm.</param>
/// <param name="Columns">The columns.</param>
public sealed record CategoriesAsNumbers(string Title, IReadOnlyList<string> Columns) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"{Title} takes the categories of {Wording.Some(Columns)} for numbers in the order of their levels; pc tests them as what they are.";
}
