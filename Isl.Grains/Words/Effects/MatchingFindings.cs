namespace Isl.Grains.Words.Effects;

/// <summary>Rows without a match.</summary>
/// <param name="Rows">How many.</param>
public sealed record RowsUnmatched(int Rows) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"{Wording.Count(Rows, "row")} {Wording.Of(Rows, "has", "have")} no match within the caliper and "
        + $"{Wording.Of(Rows, "is", "are")} left out, so the effect is that of the matched rows.";
}
