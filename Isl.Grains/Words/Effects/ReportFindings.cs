namespace Isl.Grains.Words.Effects;

/// <summary>How well the arms overlap, and what to do where they do not.</summary>
/// <param name="Treatment">The treatment.</param>
/// <param name="Verdict"><c>good</c>, <c>thin</c> or <c>none</c>.</param>
public sealed record OverlapVerdict(string Treatment, string Verdict) : Finding
{
    private const string Remedies =
        "Send trim: 0.1 (the effect is then that of rows with propensity between 0.1 and 0.9), estimand: ato (rows that could have been in "
        + "either arm, with ipw) or estimand: att (the treated rows alone).";

    /// <inheritdoc/>
    public override string Text => Verdict switch
    {
        "good" => $"Rows with all propensities of {Treatment} are found in both arms.",
        "thin" => $"Few rows of one arm resemble those of the other, so a few rows carry much of the estimate. {Remedies}",
        _ => $"Some rows of one arm have no counterpart in the other: there the estimate rests on the models alone. {Remedies}",
    };
}

/// <summary>Two estimates of the same thing are this far apart.</summary>
/// <param name="First">One of them.</param>
/// <param name="Second">The other.</param>
/// <param name="Difference">How far.</param>
/// <param name="StandardError">Of the difference; null where it is not known.</param>
/// <param name="IsLarge">Is it more than chance explains?</param>
public sealed record EstimatesDiffer(string First, string Second, double Difference, double? StandardError, bool IsLarge) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"{First} and {Second} differ by {Wording.Number(Difference)}"
        + (StandardError is { } error ? $" (standard error of the difference {Wording.Number(error)})" : "")
        + (IsLarge
            ? ". That is more than chance explains: at least one of their models does not fit, or they answer different questions."
            : ".");
}

/// <summary>Too few rows for an effect of their own.</summary>
/// <param name="Rows">How many there are.</param>
/// <param name="Needed">How many are needed.</param>
public sealed record FewRowsInCell(int Rows, int Needed) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"An arm has {Wording.Count(Rows, "row")} here; at least {Needed} are needed.";
}
