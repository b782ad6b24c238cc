using Isl.Grains.Interfaces.Contrasts;
using Isl.Grains.Interfaces.Robustness;
using Isl.Grains.Models.Formulas;
using Isl.Grains.Numerics;

namespace Isl.Grains.Robustness;

/// <summary>Boxes that are proven: outcomes without noise, or one outcome whose noise is added and has one peak.</summary>
/// <remarks>
/// Interval arithmetic with branch and bound (Moore, Kearfott and Cloud 2009): a box is split until every part lies within the limits, or a point
/// is found that does not.
/// </remarks>
internal sealed class CertifiedTest : IRegionTest
{
    private const int MostParts = 400;
    private const double Rounding = 1e-12;
    private readonly VariableRange[] _targets;
    private readonly MeanRange[] _means;
    private readonly NoiseWindow[] _noises;
    private readonly (double Low, double High)?[] _limits;
    private readonly double _level;
    private readonly CancellationToken _cancellation;

    private CertifiedTest(
        VariableRange[] targets, MeanRange[] means, NoiseWindow[] noises, double level, CancellationToken cancellation)
    {
        (_targets, _means, _noises, _level, _cancellation) = (targets, means, noises, level, cancellation);
        _limits = [.. noises.Select((noise, i) => noise.Means(targets[i].Low!.Value, targets[i].High!.Value, level))];
    }

    /// <inheritdoc/>
    public bool IsCertified => true;

    /// <inheritdoc/>
    public long Cost => _means.Sum(mean => mean.Slopes is null ? (long)mean.Cost * MostParts : mean.Slopes.Length);

    /// <summary>Whether every outcome is affine in the decisions.</summary>
    public bool IsAffine => _means.All(mean => mean.Slopes is not null);

    /// <summary>Coefficients of the decisions in an outcome, and how far its mean may fall and rise from a point.</summary>
    public IEnumerable<(double[] Slopes, double Fall, double Rise)> SlabsAround(double[] point) => _means
        .Select((mean, i) => (mean.Slopes!, mean.At(point) - _limits[i]!.Value.Low, _limits[i]!.Value.High - mean.At(point)));

    /// <summary>The share of a range of one decision that holds, where every outcome is affine in it.</summary>
    public double ShareOfLine(double low, double high)
    {
        var (from, to) = (low, high);
        for (var i = 0; i < _means.Length; i++)
        {
            if (_limits[i] is not var (least, most))
            {
                return 0;
            }

            var slope = _means[i].Slopes![0];
            if (slope == 0)
            {
                to = IsWithin(i, _means[i].Constant) ? to : from;
                continue;
            }

            var (a, b) = ((least - _means[i].Constant) / slope, (most - _means[i].Constant) / slope);
            (from, to) = (Math.Max(from, Math.Min(a, b)), Math.Min(to, Math.Max(a, b)));
        }

        return Math.Clamp((to - from) / (high - low), 0, 1);
    }

    /// <summary>The test of some outcomes; null where it cannot be proven.</summary>
    public static CertifiedTest? Of(DecisionWorld world, IReadOnlyList<VariableRange> targets, double level, CancellationToken cancellation)
    {
        AdditiveSplit?[] splits = [.. world.Outcomes.Select(outcome => AdditiveSplit.Of(world, outcome))];
        NoiseWindow?[] noises = [.. splits.Select(split => split is null ? null : NoiseWindow.Of(world, split.Slopes))];
        return noises.All(noise => noise is not null) && (noises.Length == 1 || noises.All(noise => noise!.IsNone))
            ? new CertifiedTest(
                [.. targets],
                [.. splits.Select(split => new MeanRange(world.Graph, split!.Mean, world.FirstDecision, world.Decisions))],
                noises!,
                level,
                cancellation)
            : null;
    }

    /// <inheritdoc/>
    public double ProbabilityAt(double[] point) => _means.Select((mean, i) =>
        _noises[i].Probability(mean.At(point), _targets[i].Low!.Value, _targets[i].High!.Value)).Min();

    /// <inheritdoc/>
    public bool[] HoldsAt(IReadOnlyList<double[]> points)
    {
        var holds = new bool[points.Count];
        for (var i = 0; i < holds.Length; i++)
        {
            _cancellation.ThrowIfCancellationRequested();
            holds[i] = Holds(points[i]);
        }

        return holds;
    }

    /// <inheritdoc/>
    public bool HoldsOn(Box box) => Enumerable.Range(0, _means.Length).All(target => HoldsOn(target, box));

    /// <inheritdoc/>
    public Box Confirmed(Box box) => box;

    /// <inheritdoc/>
    public IEnumerable<OutcomeGuarantee> Guarantees(Box box) => _means.Select((mean, i) =>
    {
        var range = Hull(mean, box);
        var (low, high) = (_targets[i].Low!.Value, _targets[i].High!.Value);
        var limits = _limits[i]!.Value;
        var (least, most) = (Math.Max(range.Low, limits.Low), Math.Min(range.High, limits.High));
        return new OutcomeGuarantee(
            _targets[i].Variable,
            WireNumber.Round(Math.Max(low, least + _noises[i].Support.Low)),
            WireNumber.Round(Math.Min(high, most + _noises[i].Support.High)),
            WireNumber.Round(Math.Min(_noises[i].Probability(least, low, high), _noises[i].Probability(most, low, high))));
    });

    private bool Holds(double[] point) => Enumerable.Range(0, _means.Length).All(i => IsWithin(i, _means[i].At(point)));

    private bool IsWithin(int target, double mean) => _limits[target] is var (low, high)
        && mean >= low - Slack(low, high) && mean <= high + Slack(low, high);

    private bool IsWithin(int target, Interval range) => _limits[target] is var (low, high)
        && range.Low >= low - Slack(low, high) && range.High <= high + Slack(low, high);

    private static double Slack(double low, double high) => Rounding * Math.Max(Math.Abs(low), Math.Abs(high));

    private bool HoldsOn(int target, Box box)
    {
        var open = new Stack<Box>([box]);
        for (var parts = 0; open.TryPop(out var part); parts++)
        {
            if (IsWithin(target, _means[target].Over(part)))
            {
                continue;
            }

            _cancellation.ThrowIfCancellationRequested();
            double[] middle = [.. part.Low.Zip(part.High, (low, high) => low + ((high - low) / 2))];
            var widest = Widest(part, box);
            if (_means[target].Slopes is not null || parts >= MostParts || !IsWithin(target, _means[target].At(middle))
                || !(middle[widest] > part.Low[widest] && middle[widest] < part.High[widest]))
            {
                return false;
            }

            open.Push(part.With(widest, true, middle[widest]));
            open.Push(part.With(widest, false, middle[widest]));
        }

        return true;
    }

    private static int Widest(Box part, Box whole) => Enumerable.Range(0, part.Size)
        .MaxBy(i => (part.High[i] - part.Low[i]) / Math.Max(double.Epsilon, whole.High[i] - whole.Low[i]));

    /// <summary>What an outcome's mean can be in a box, from its parts.</summary>
    private static Interval Hull(MeanRange mean, Box box)
    {
        const int most = 256;
        var parts = new Queue<Box>([box]);
        while (mean.Slopes is null && parts.Count < most)
        {
            var part = parts.Dequeue();
            var widest = Widest(part, box);
            var middle = part.Low[widest] + ((part.High[widest] - part.Low[widest]) / 2);
            parts.Enqueue(part.With(widest, true, middle));
            parts.Enqueue(part.With(widest, false, middle));
        }

        return parts.Select(mean.Over).Aggregate((a, b) => a.Union(b));
    }
}
