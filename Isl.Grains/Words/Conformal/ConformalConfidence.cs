using Isl.Grains.Words.Models;

namespace Isl.Grains.Words.Conformal;

/// <summary>What the confidence of an interval is made of.</summary>
/// <param name="Start">What it starts at.</param>
/// <param name="IsGuaranteed">Whether that is the level; else it is half of what the points support.</param>
/// <param name="Outliers">Outlying residuals, which lower it.</param>
/// <param name="Drifts">Whether a drift along the rows lowers it.</param>
/// <param name="Outside">Inputs outside the data, which lower it.</param>
public sealed record ConformalConfidence(double Start, bool IsGuaranteed, int Outliers, bool Drifts, int Outside) : Finding
{
    /// <inheritdoc/>
    public override string Text
    {
        get
        {
            var start = IsGuaranteed ? $"the level, {new Figure(Start)}" : $"half of the level that the points support, {Wording.Number(Start)}";
            string[] causes =
            [
                .. Outliers > 0 ? [Wording.Count(Outliers, "outlying residual")] : Array.Empty<string>(),
                .. Drifts ? ["a drift along the rows"] : Array.Empty<string>(),
                .. Outside > 0 ? [$"{Wording.Count(Outside, "input")} outside the data"] : Array.Empty<string>(),
            ];
            return causes.Length == 0 ? $"Confidence is {start}." : $"Confidence starts at {start}, and is lowered for {Wording.And(causes)}.";
        }
    }
}
