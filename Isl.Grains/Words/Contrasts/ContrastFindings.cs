using Isl.Grains.Words.Models;

namespace Isl.Grains.Words.Contrasts;

/// <summary>A step of a change.</summary>
/// <param name="Variable">The variable.</param>
/// <param name="From">Its value before.</param>
/// <param name="To">Its value after.</param>
public sealed record ChangeStep(string Variable, double From, double To)
{
    /// <summary><c>Price 40 → 59.04</c>.</summary>
    public string Text => $"{Variable} {Figure.Exact(From)} → {Figure.Exact(To)}";
}

/// <summary>What one difference contributes.</summary>
/// <param name="Variable">The difference.</param>
/// <param name="From">Its value in the first scenario.</param>
/// <param name="To">Its value in the second.</param>
/// <param name="Amount">Its contribution.</param>
/// <param name="Outcome">The outcome.</param>
public sealed record Contributes(string Variable, double From, double To, double Amount, string Outcome) : Finding
{
    /// <inheritdoc/>
    public override string Text => Amount == 0
        ? $"{Variable} is {Figure.Exact(To)} instead of {Figure.Exact(From)}, which does not change {Outcome}."
        : $"{Variable} is {Figure.Exact(To)} instead of {Figure.Exact(From)}, which {(Amount > 0 ? "raises" : "lowers")} {Outcome} by "
            + $"{Wording.Number(Math.Abs(Amount))}.";
}

/// <summary>How two scenarios differ in the outcome.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="A">Id of the one.</param>
/// <param name="B">Id of the other.</param>
/// <param name="InA">The outcome's mean in the one.</param>
/// <param name="InB">The outcome's mean in the other.</param>
/// <param name="Largest">The largest contribution, if there is any.</param>
public sealed record ScenariosDiffer(string Outcome, string A, string B, double InA, double InB, LargestShare? Largest) : Finding
{
    /// <inheritdoc/>
    public override string Text => InA == InB
        ? $"{Outcome} is {Wording.Number(InA)} in both '{A}' and '{B}'."
        : $"{Outcome} is {Wording.Number(InA)} in '{A}' and {Wording.Number(InB)} in '{B}'."
            + (Largest is null ? "" : $" {Largest.Text}");
}

/// <summary>The largest contribution.</summary>
/// <param name="Variable">What contributes most.</param>
/// <param name="Share">Its share.</param>
public sealed record LargestShare(string Variable, double Share) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"{Variable} accounts for {Wording.Percent(Share)} of what moves it.";
}

/// <summary>The smallest change.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Steps">The change.</param>
/// <param name="Value">The outcome with it.</param>
/// <param name="B">Id of the scenario whose outcome that is.</param>
public sealed record SmallestChange(string Outcome, IReadOnlyList<ChangeStep> Steps, double Value, string B) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"{string.Join(", ", Steps.Select(step => step.Text))} gives {Outcome} {Wording.Number(Value)}, as in '{B}'.";
}

/// <summary>No change is needed.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Differ">Whether anything differs at all.</param>
public sealed record NoPathNeeded(string Outcome, bool Differ) : Finding
{
    /// <inheritdoc/>
    public override string Text => Differ ? $"No change is needed: {Outcome} is the same in both scenarios." : "The scenarios do not differ.";
}

/// <summary>No change was found.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="B">The scenario whose outcome is wanted.</param>
public sealed record NoPathFound(string Outcome, string B) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"No change of the variables that differ was found to give {Outcome} the value it has in '{B}' while "
        + $"the noise stays.";
}

/// <summary>How contributions were computed.</summary>
/// <param name="Differences">How many differences there are.</param>
/// <param name="MostExact">Up to how many every combination is run.</param>
/// <param name="Draws">Draws that all worlds share.</param>
public sealed record DifferencesWeighed(int Differences, int MostExact, int Draws) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"The scenarios differ in {Wording.Count(Differences, "way")}. "
        + (Differences <= MostExact
            ? $"Every combination of them was run on the same {Wording.Count(Draws, "draw")}, so the contributions sum to the difference."
            : $"Orders of them were drawn in pairs and run on {Wording.Count(Draws, "draw")}; the contributions sum to the difference, and "
                + $"each has a "
                + "standard error.");
}

/// <summary>What the confidence is made of.</summary>
/// <param name="Confidence">The confidence.</param>
/// <param name="Error">Monte Carlo error relative to the contributions.</param>
/// <param name="Effective">Effective draws where there are few.</param>
public sealed record ContrastConfidence(double Confidence, double Error, double? Effective) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"Confidence is {Wording.Exact(Confidence)}: the Monte Carlo error is {Wording.Percent(Error)} of what the differences contribute"
        + (Effective is { } few ? $", and what was seen agrees with {Wording.Number(few)} effective draws." : ".");
}

/// <summary>The method.</summary>
public sealed record ContrastBasis : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        "Causal Shapley values on the structural model (Shapley 1953; Heskes et al. 2020) after abduction of what was seen (Pearl 2009); "
            + "the smallest change "
        + "is recourse by intervention (Karimi, Schölkopf and Valera 2021).";
}

/// <summary>Few draws agree with what was seen.</summary>
/// <param name="Effective">How many.</param>
public sealed record FewDrawsAgree(double Effective) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"What was seen is unlikely under the model: only {Wording.Number(Effective)} effective draws agree with it.";
}
