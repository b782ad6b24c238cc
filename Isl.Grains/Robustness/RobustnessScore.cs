using Isl.Grains.Interfaces.Robustness;
using Isl.Grains.Numerics;

namespace Isl.Grains.Robustness;

/// <summary>The share of the perturbation box that holds.</summary>
/// <param name="Share">The share.</param>
/// <param name="Low">Lower end of its interval.</param>
/// <param name="High">Upper end.</param>
/// <param name="Points">Points looked at; 0 where it is exact.</param>
internal sealed record RobustnessScore(double Share, double Low, double High, int Points)
{
    /// <summary>The share: in closed form for one decision that acts linearly, else by points that do not depend on the ranges wanted.</summary>
    public static RobustnessScore Of(
        IRegionTest test, Box whole, RobustnessQuestion question, int points, CancellationToken cancellation)
    {
        if (whole.Size == 1 && whole.Volume > 0 && test is CertifiedTest { IsAffine: true } affine)
        {
            var share = affine.ShareOfLine(whole.Low[0], whole.High[0]);
            return new RobustnessScore(share, share, share, 0);
        }

        var random = new CounterRandom(unchecked((ulong)question.Seed), CounterRandom.StreamOf("point", "robustness score"));
        double[][] drawn =
        [
            .. Enumerable.Range(0, points).Select(point => (double[])[.. Enumerable.Range(0, whole.Size).Select(i =>
                whole.Low[i] + (random.Uniform((uint)i, (uint)point) * (whole.High[i] - whole.Low[i])))]),
        ];
        cancellation.ThrowIfCancellationRequested();
        var held = test.HoldsAt(drawn).Count(one => one);
        var (low, high) = BinomialLimits.Interval(held, points, (double)question.Level);
        return new RobustnessScore((double)held / points, low, high, points);
    }
}
