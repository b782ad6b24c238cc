namespace Isl.Bench;

/// <summary>
/// Kubernetes' horizontal pod autoscaler as its documentation has it: the larger of two proposals, a tolerance, policies, a stabilisation.
/// </summary>
internal sealed class ScaleAutoscaler(ScaleSettings settings)
{
    /// <summary>Seconds between two decisions.</summary>
    public const int Interval = 15;

    private const double Tolerance = 0.1;
    private readonly List<(int At, int Change)> _changes = [];
    private readonly Queue<(int At, int Proposal)> _proposals = new();

    /// <summary>How many silos there are to be.</summary>
    /// <param name="at">Now, in seconds.</param>
    /// <param name="silos">How many there are, starting ones among them.</param>
    /// <param name="inFlight">Expected seconds of work that is let in and not done, summed over the silos.</param>
    /// <param name="cpu">Mean use of the processors of the silos that are ready, 0 to 1.</param>
    /// <param name="ready">Silos that are ready.</param>
    public int Decide(int at, int silos, double inFlight, double cpu, int ready)
    {
        var proposal = Math.Clamp(
            Math.Max(Propose(inFlight / ready / settings.InFlightSeconds, ready, silos), Propose(cpu / settings.Cpu, ready, silos)),
            settings.MinReplicas,
            settings.MaxReplicas);
        _proposals.Enqueue((at, proposal));
        while (_proposals.Peek().At < at - settings.DownStabilizationSeconds)
        {
            _proposals.Dequeue();
        }

        var wanted = proposal > silos ? proposal : Math.Min(silos, _proposals.Max(one => one.Proposal));
        var up = Math.Max(settings.UpPods, (int)Math.Ceiling(Then(at, silos, settings.UpPeriodSeconds) * settings.UpPercent / 100));
        var down = Math.Max(settings.DownPods, (int)Math.Floor(Then(at, silos, settings.DownPeriodSeconds) * settings.DownPercent / 100));
        var most = Then(at, silos, settings.UpPeriodSeconds) + up;
        var least = Then(at, silos, settings.DownPeriodSeconds) - down;
        wanted = wanted > silos ? Math.Max(silos, Math.Min(wanted, most)) : Math.Min(silos, Math.Max(wanted, least));
        _changes.RemoveAll(change => change.At < at - Math.Max(settings.UpPeriodSeconds, settings.DownPeriodSeconds));
        _changes.Add((at, wanted - silos));
        return wanted;
    }

    private static int Propose(double ratio, int ready, int silos) =>
        Math.Abs(ratio - 1) <= Tolerance ? silos : (int)Math.Ceiling(ready * ratio);

    /// <summary>How many there were a period ago: the policies limit the change since then.</summary>
    private int Then(int at, int silos, int period) => silos - _changes.Where(change => change.At > at - period).Sum(change => change.Change);
}
