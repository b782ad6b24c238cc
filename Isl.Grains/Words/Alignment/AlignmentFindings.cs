using System.Globalization;

namespace Isl.Grains.Words.Alignment;

/// <summary>The recommendation in a sentence.</summary>
/// <param name="Option">Name of the option.</param>
/// <param name="Agreement">Kendall's W, 0 to 100.</param>
public sealed record TeamSummary(string Option, double Agreement) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"{Option} is what the team can agree on best. The members' orders agree to {Wording.Exact(Agreement)} "
        + $"out of 100.";
}

/// <summary>A Condorcet winner.</summary>
/// <param name="Option">Name of the option.</param>
/// <param name="Members">Number of members.</param>
public sealed record MajorityOverEach(string Option, int Members) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"More of the {Members} members prefer {Option} to each other option than the other way round.";
}

/// <summary>The first of a Kemeny order.</summary>
/// <param name="Option">Name of the option.</param>
/// <param name="IsExact">Whether every order was considered.</param>
public sealed record LeastDisagreement(string Option, bool IsExact) : Finding
{
    /// <inheritdoc/>
    public override string Text => IsExact
        ? $"No option is preferred to each other one. {Option} comes first in the order that disagrees with the members least."
        : $"No option is preferred to each other one. {Option} comes first in the best order found, which disagrees with the members little.";
}

/// <summary>What the confidence is.</summary>
/// <param name="Confidence">The confidence.</param>
public sealed record TeamConfidence(double Confidence) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"Confidence {Wording.Exact(Confidence)} is the share of members who prefer it to another option, on "
        + $"average over the others.";
}

/// <summary>The method.</summary>
public sealed record TeamBasis : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        "The members' orders are ballots: the Condorcet winner where there is one, else the Kemeny order (Kemeny 1959), with Borda and "
            + "maximin scores beside "
        + "it. Agreement is Kendall's W (Kendall and Babington Smith 1939).";
}

/// <summary>What is assumed.</summary>
public sealed record BallotsAreSincere : Finding
{
    /// <inheritdoc/>
    public override string Text => "Every member counts the same, and the orders say what the members want.";
}

/// <summary>How texts are compared.</summary>
public sealed record TextsAreCompared : Finding
{
    /// <inheritdoc/>
    public override string Text => "Priorities and constraints are compared word by word, in lower case and without small words. Nothing "
        + "is understood beyond that.";
}

/// <summary>Orders that were inferred.</summary>
/// <param name="Roles">Whose.</param>
public sealed record OrdersWereInferred(IReadOnlyList<string> Roles) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"{Wording.Some(Roles)} gave no preferred_options; {Wording.Of(Roles.Count, "the order follows", "the orders follow")} from the "
            + $"priorities that name "
        + "attributes of the options, the first ones counting most.";
}

/// <summary>Constraints that could not be checked.</summary>
/// <param name="Constraints">Which.</param>
public sealed record ConstraintsUnread(IReadOnlyList<string> Constraints) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"{Wording.Count(Constraints.Count, "constraint")} could not be checked against the options "
            + $"({Wording.Some([.. Constraints.Select(one => $"'{one}'")])}). "
        + "One that names a numeric attribute and a limit can be, such as 'cost under 100'.";
}

/// <summary>There is no Condorcet winner.</summary>
public sealed record NoMajorityWinner : Finding
{
    /// <inheritdoc/>
    public override string Text => "No option beats each other one by majority, so another fair way to vote may choose another option.";
}

/// <summary>Not every order was considered.</summary>
public sealed record NotEveryOrder : Finding
{
    /// <inheritdoc/>
    public override string Text => "With more than 10 options not every order was considered; a better one may exist.";
}

/// <summary>A constraint to settle.</summary>
/// <param name="Role">Whose.</param>
/// <param name="Constraint">Which.</param>
/// <param name="Option">The option that breaks it.</param>
public sealed record SettleConstraint(string Role, string Constraint, string Option) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"Settle with {Role} that {Option} breaks '{Constraint}'.";
}

/// <summary>Members who should talk.</summary>
/// <param name="A">One.</param>
/// <param name="B">The other.</param>
public sealed record TalkFirst(string A, string B) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"Talk first with {A} and {B}, who disagree most.";
}

/// <summary>What to ask for next.</summary>
/// <param name="AreMissing">Whether some members gave no order.</param>
public sealed record AskForOrders(bool AreMissing) : Finding
{
    /// <inheritdoc/>
    public override string Text => AreMissing
        ? "Ask the members without preferred_options to put the options in order, and ask again."
        : "Confirm the choice with every member.";
}

/// <summary>Both members like the same option best.</summary>
/// <param name="First">The option.</param>
/// <param name="Apart">Share of pairs ordered the other way round.</param>
public sealed record SameFirstChoice(string First, double Apart) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"Both place {First} first, but they order {Wording.Percent(Apart)} of the pairs of options the other way round.";
}

/// <summary>They like other options best.</summary>
/// <param name="First">Of the one.</param>
/// <param name="Second">Of the other.</param>
/// <param name="Apart">Share of pairs ordered the other way round.</param>
public sealed record OtherFirstChoice(string First, string Second, double Apart) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"One places {First} first, the other {Second}; they order {Wording.Percent(Apart)} of the pairs of "
        + $"options the other way round.";
}

/// <summary>Where two members can meet.</summary>
/// <param name="Option">The option.</param>
/// <param name="A">One.</param>
/// <param name="PlaceA">Its place for the one.</param>
/// <param name="B">The other.</param>
/// <param name="PlaceB">Its place for the other.</param>
public sealed record MeetAt(string Option, string A, double PlaceA, string B, double PlaceB) : Finding
{
    /// <inheritdoc/>
    public override string Text => string.Create(
        CultureInfo.InvariantCulture, $"Consider {Option}, which comes {PlaceA:0.#} in the order of {A} and {PlaceB:0.#} in that of {B}.");
}

/// <summary>What a member gives up.</summary>
/// <param name="Missed">Priorities not served.</param>
/// <param name="Broken">Constraints broken.</param>
/// <param name="First">Its first choice, where that is another option.</param>
public sealed record GivesUp(IReadOnlyList<string> Missed, IReadOnlyList<string> Broken, string? First) : Finding
{
    /// <inheritdoc/>
    public override string Text => Missed.Count + Broken.Count == 0 && First is null ? "Nothing." : Wording.Paragraph(
        First is null ? "" : $"Its first choice, {First}.",
        Missed.Count == 0 ? "" : $"Little of {Wording.Some(Missed)}.",
        Broken.Count == 0 ? "" : $"Breaks {Wording.Some(Broken)}.");
}

/// <summary>What a member gets.</summary>
/// <param name="Served">Priorities served.</param>
/// <param name="Place">Place of the option in its order.</param>
/// <param name="Options">Number of options.</param>
public sealed record Gets(IReadOnlyList<string> Served, double Place, int Options) : Finding
{
    /// <inheritdoc/>
    public override string Text => Wording.Paragraph(
        string.Create(CultureInfo.InvariantCulture, $"Place {Place:0.#} of {Options} in its order."),
        Served.Count == 0 ? "" : $"Serves {Wording.Some(Served)}.");
}
