using Isl.Grains.Interfaces.Effects;

namespace Isl.Grains.Words.Effects;

/// <summary>How well the arms overlap, and what to do where they do not.</summary>
/// <param name="Treatment">The treatment.</param>
/// <param name="Verdict"><c>good</c>, <c>thin</c> or <c>none</c>.</param>
/// <param name="Estimand">The estimand of the answer: none of the ways out.</param>
/// <param name="Trim">The propensity below which rows were left out already.</param>
public sealed record OverlapVerdict(string Treatment, string Verdict, EffectEstimand Estimand, double Trim) : Finding
{
    private const double UsualTrim = 0.1;
    private const string Trimming = "trim: 0.1 (the effect is then that of rows with propensity between 0.1 and 0.9)";
    private const string OverlapWeights = "estimand: ato (rows that could have been in either arm, with ipw)";
    private const string TreatedAlone = "estimand: att (the treated rows alone)";
    private const string UntreatedAlone = "estimand: atc (the untreated rows alone)";

    private string Remedies
    {
        get
        {
            string[] estimands = Estimand switch
            {
                EffectEstimand.Att => [OverlapWeights, UntreatedAlone],
                EffectEstimand.Ato => [TreatedAlone, UntreatedAlone],
                _ => [OverlapWeights, TreatedAlone],
            };
            return Trim < UsualTrim ? $"Send {Trimming}, {estimands[0]} or {estimands[1]}." : $"Send {estimands[0]} or {estimands[1]}.";
        }
    }

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
