using Isl.Grains.Interfaces.Robustness;

namespace Isl.Grains.Robustness;

/// <summary>How much is looked at, so that models of every size are answered in time.</summary>
/// <param name="RowsOfBox">Draws behind each look at a box or a point.</param>
/// <param name="Points">Deviations looked at for the share that holds.</param>
/// <param name="Halvings">Halvings of each side of a box.</param>
/// <param name="Orders">Orders in which a box's sides are moved; 0 moves all together only.</param>
internal sealed record RobustnessEffort(int RowsOfBox, int Points, int Halvings, int Orders)
{
    private const long Most = 1_500_000_000;

    /// <summary>Draws that count as tested at least.</summary>
    public const int Tested = 4096;

    /// <summary>The effort for a model.</summary>
    /// <param name="cost">Instructions of one pass over the model.</param>
    /// <param name="question">What is asked.</param>
    /// <param name="isLeast">Whether as little as possible is done.</param>
    public static RobustnessEffort For(long cost, RobustnessQuestion question, bool isLeast)
    {
        var sides = 2 * question.Proposal.Length;
        RobustnessEffort[] choices =
        [
            new(2048, 2048, 20, Math.Min(4, question.Proposal.Length)),
            new(1024, 512, 14, Math.Min(2, question.Proposal.Length)),
            new(1024, 128, 10, 1),
            new(512, 64, 8, 0),
        ];
        var chosen = isLeast ? choices[^1]
            : choices.FirstOrDefault(choice => choice.PassesOver(sides) * cost <= Most) ?? choices[^1];
        return chosen with { RowsOfBox = Math.Max(chosen.RowsOfBox, (question.MinSamples + 15) / 16 * 16) };
    }

    private long PassesOver(int sides) => (long)RowsOfBox * (Points + (Halvings * (1 + (Orders * sides))));
}
