namespace Isl.Grains.Answering;

/// <summary>How long the jobs of each operation take, in terms of what was expected of them by their kind and size.</summary>
/// <remarks>
/// What is learned is the factor between the two, so that fits of five columns tell how long one of fifty will take on this machine. Operations
/// are named in the code, so that there is a bounded number of them.
/// </remarks>
internal sealed class JobTimes
{
    /// <summary>Weight of the last job in the running mean: the mean follows a new kind of load within some ten jobs.</summary>
    private const double NewestWeight = 0.1;

    /// <summary>What one job may say at most: the first of its kind compiles what it runs, and must not stand for those that follow.</summary>
    private const double MostFactor = 100;

    private readonly Dictionary<string, double> _factors = new(StringComparer.Ordinal);

    /// <summary>Seconds that a job will take.</summary>
    /// <param name="operation">Its operation.</param>
    /// <param name="prior">Seconds by its kind and size.</param>
    public double Expect(string operation, double prior) => prior * _factors.GetValueOrDefault(operation, 1);

    /// <summary>A job has ended.</summary>
    /// <param name="operation">Its operation.</param>
    /// <param name="prior">Seconds by its kind and size.</param>
    /// <param name="ran">Seconds it took.</param>
    public void Learn(string operation, double prior, double ran)
    {
        var factor = Math.Min(ran / prior, MostFactor);
        _factors[operation] = ((1 - NewestWeight) * _factors.GetValueOrDefault(operation, 1)) + (NewestWeight * factor);
    }
}
