using Isl.Grains.Conformal;

namespace Isl.Bench;

/// <summary>Shapes of continuous noise around the true line.</summary>
public enum NoiseShape
{
    /// <summary>Standard normal.</summary>
    Gaussian,

    /// <summary>Student's t with 2 degrees of freedom: infinite variance.</summary>
    HeavyTailed,

    /// <summary>Exponential, moved to mean 0.</summary>
    Skewed,
}

/// <summary>How often conformal intervals cover a new outcome, by simulation. The tests use it too, at fewer repetitions.</summary>
/// <remarks>
/// Outcomes are 3 + 2·Σx + noise; the given model is wrong on purpose (1.5·Σx + 1), since the guarantee does not ask that it be right.
/// </remarks>
public static class ConformalCoverage
{
    /// <summary>Share of new outcomes that split intervals cover.</summary>
    public static double Split(NoiseShape noise, int points, decimal alpha, int repetitions, int seed)
    {
        var random = new Random(seed);
        var covered = 0;
        for (var repetition = 0; repetition < repetitions; repetition++)
        {
            var (data, outcome) = Draw(random, noise, points, inputs: 1);
            var interval = SplitConformal.Interval(data.Prediction, data.Residuals(), alpha);
            covered += outcome >= interval.Lower && outcome <= interval.Upper ? 1 : 0;
        }

        return (double)covered / repetitions;
    }

    /// <summary>Share of new outcomes that jackknife+ or CV+ intervals cover.</summary>
    public static double Cross(NoiseShape noise, int points, int inputs, bool jackknife, decimal alpha, int repetitions, int seed)
    {
        var random = new Random(seed);
        var covered = 0;
        for (var repetition = 0; repetition < repetitions; repetition++)
        {
            var (data, outcome) = Draw(random, noise, points, inputs);
            var folds = jackknife ? CalibrationFolds.Each(points) : CalibrationFolds.Shuffled(points, repetition);
            var interval = CrossConformal.Interval(data, folds, alpha, CancellationToken.None);
            covered += outcome >= interval.Lower && outcome <= interval.Upper ? 1 : 0;
        }

        return (double)covered / repetitions;
    }

    private static (CalibrationPoints Points, double Outcome) Draw(Random random, NoiseShape noise, int points, int inputs)
    {
        var columns = new double[inputs][];
        var (outcomes, predictions) = (new double[points + 1], new double[points + 1]);
        for (var i = 0; i <= points; i++)
        {
            outcomes[i] = 3 + Noise(random, noise);
            predictions[i] = 1;
        }

        for (var j = 0; j < inputs; j++)
        {
            columns[j] = new double[points + 1];
            for (var i = 0; i <= points; i++)
            {
                var x = Normal(random);
                columns[j][i] = x;
                outcomes[i] += 2 * x;
                predictions[i] += 1.5 * x;
            }
        }

        // The last point is the new case.
        var calibration = new CalibrationPoints(
            predictions[..points],
            outcomes[..points],
            [.. columns.Select(column => column[..points])],
            [.. columns.Select(column => column[points])],
            predictions[points]);
        return (calibration, outcomes[points]);
    }

    private static double Noise(Random random, NoiseShape shape) => shape switch
    {
        NoiseShape.Gaussian => Normal(random),
        NoiseShape.HeavyTailed => Normal(random) / Math.Sqrt(-Math.Log(1 - random.NextDouble())),
        _ => -Math.Log(1 - random.NextDouble()) - 1,
    };

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
