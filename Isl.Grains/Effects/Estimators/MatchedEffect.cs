using Isl.Grains.Effects.Nuisances;
using Isl.Grains.Effects.Samples;
using Isl.Grains.Interfaces.Effects;
using Isl.Grains.Numerics;

namespace Isl.Grains.Effects.Estimators;

/// <summary>The effect of matched rows, and its error.</summary>
/// <param name="data">The rows.</param>
/// <param name="pair">The arms compared.</param>
/// <param name="matches">The rows that the estimand is about, each with its matches in the other arm.</param>
/// <param name="spec">How it is asked.</param>
internal sealed class MatchedEffect(EstimationData data, ArmPair pair, List<(int Row, int[] Others)> matches, EstimatorSpec spec)
{
    private readonly int[][] _arms = [data.Treatment.RowsOf(0), data.Treatment.RowsOf(1)];
    private readonly double[] _times = new double[data.Rows];
    private readonly double[] _squares = new double[data.Rows];

    /// <summary>The effect, how many rows of the other arm carry it, and the weights of all rows.</summary>
    public (PairDraft Pair, int OthersUsed, ArmSizes Sizes, double[] Weights) Estimate(MatchingSpace space)
    {
        var means = spec.BiasCorrection ? ArmMeans() : null;
        var total = matches.Sum(match => data.Weight(match.Row));
        var effects = new double[matches.Count];
        var value = 0.0;
        var targets = new bool[data.Rows];
        for (var m = 0; m < matches.Count; m++)
        {
            var (row, others) = matches[m];
            targets[row] = true;
            effects[m] = Effect(row, others, means);
            value += data.Weight(row) * effects[m] / total;
            foreach (var other in others)
            {
                var share = data.Weight(row) / others.Length;
                _times[other] += share;
                _squares[other] += share * share;
            }
        }

        var variance = 0.0;
        var contributions = new double[data.Rows];
        for (var m = 0; m < matches.Count; m++)
        {
            var own = data.Weight(matches[m].Row) * (effects[m] - value) / total;
            variance += own * own;
            contributions[matches[m].Row] += own;
        }

        for (var i = 0; i < data.Rows; i++)
        {
            if (_times[i] > 0)
            {
                // K² − K' for a row that is a match only; 2K more where it is matched itself, for its outcome then counts in both.
                var both = targets[i] ? 2 * data.Weight(i) * _times[i] : 0;
                variance += (((_times[i] * _times[i]) - _squares[i]) + both) * Spread(space, i) / (total * total);
            }
        }

        double[] weights = [.. Enumerable.Range(0, data.Rows).Select(i => (targets[i] ? 1 : 0) + (_times[i] / data.Weight(i)))];
        var draft = new PairDraft
        {
            Value = pair.Factor * value,
            Contributions = [.. contributions.Select(own => pair.Factor * own)],
            StandardError = Math.Abs(pair.Factor) * Math.Sqrt(variance),
        };
        return (draft, _times.Count(times => times > 0), new ArmSizes(Size(weights, pair.To), Size(weights, pair.From)), weights);
    }

    private double Effect(int row, int[] others, double[][]? means)
    {
        var (arm, other) = (data.Treatment.Arms[row], 0.0);
        foreach (var match in others)
        {
            other += (data.Outcome[match] + (means is null ? 0 : means[1 - arm][row] - means[1 - arm][match])) / others.Length;
        }

        return arm == pair.To ? data.Outcome[row] - other : other - data.Outcome[row];
    }

    /// <summary>The outcome of each arm by least squares on all of its rows.</summary>
    private double[][] ArmMeans() =>
    [
        .. Enumerable.Range(0, 2).Select(arm =>
        {
            var rows = data.Treatment.RowsOf(arm);
            double[] weights = data.Weights.Length == 0 ? [] : [.. rows.Select(row => data.Weights[row])];
            return OutcomeRegression
                .Fit(data.Design.OfRows(rows), [.. rows.Select(row => data.Outcome[row])], weights, false, WorkBudget.Unlimited)
                .Predict(data.Design);
        }),
    ];

    /// <summary>Half the squared difference from the nearest row of the same arm: the variance of the outcome there.</summary>
    private double Spread(MatchingSpace space, int row)
    {
        var peers = _arms[data.Treatment.Arms[row]];
        if (peers.Length == 1)
        {
            return 0;
        }

        var nearest = space.Nearest(row, peers, 1, null);
        var difference = data.Outcome[row] - nearest.Average(other => data.Outcome[other]);
        return difference * difference * nearest.Length / (nearest.Length + 1.0);
    }

    private double Size(double[] weights, int arm)
    {
        var (sum, squares) = (0.0, 0.0);
        foreach (var row in data.Treatment.RowsOf(arm))
        {
            (sum, squares) = (sum + weights[row], squares + (weights[row] * weights[row]));
        }

        return sum * sum / squares;
    }
}
