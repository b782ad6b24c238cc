namespace Isl.Bench;

/// <summary>Silos under a load, second by second, job by job.</summary>
/// <param name="settings">The autoscaler's settings; null for a fixed number of silos.</param>
/// <param name="silos">How many there are at first.</param>
internal sealed class ScaleSimulation(ScaleSettings? settings, int silos)
{
    /// <summary>Slots of a silo: its cores.</summary>
    public const int Slots = 2;

    /// <summary>Seconds from the decision until a new silo has warmed up and is ready.</summary>
    public const int StartSeconds = 40;

    /// <summary>Seconds until the autoscaler sees a figure: the scrape and the adapter's cache.</summary>
    public const int LagSeconds = 30;

    /// <summary>Seconds that a question waits for its turn; what would wait longer is refused (<c>ComputeOptions.Patience</c>).</summary>
    public const double Patience = 3.75;

    private readonly List<Silo> _silos = [.. Enumerable.Range(0, silos).Select(_ => new Silo(0))];
    private readonly Queue<(double InFlight, double Cpu, int Ready)> _figures = new();
    private readonly ScaleAutoscaler? _autoscaler = settings is null ? null : new(settings);
    private readonly Random _random = new(1);

    /// <summary>Runs it.</summary>
    /// <param name="seconds">How long.</param>
    /// <param name="rate">Jobs a second at a time.</param>
    /// <param name="cost">Seconds that a job computes.</param>
    public ScaleOutcome Run(int seconds, Func<int, double> rate, Func<Random, double> cost)
    {
        var waits = new List<double>();
        var (refused, siloSeconds, most) = (0, 0.0, 0);
        for (var second = 0; second < seconds; second++)
        {
            siloSeconds += _silos.Count;
            most = Math.Max(most, _silos.Count);
            var ready = _silos.Where(silo => silo.ReadyAt <= second).ToList();
            for (var at = second + Gap(rate(second)); at < second + 1; at += Gap(rate(second)))
            {
                var wait = ready[_random.Next(ready.Count)].Take(at, cost(_random)); // placement by hash: any of them
                if (wait is { } time)
                {
                    waits.Add(time);
                }
                else
                {
                    refused++;
                }
            }

            if (_autoscaler is not null && second % ScaleAutoscaler.Interval == 0)
            {
                Scale(second, ready);
            }
        }

        waits.Sort();
        return new(waits.Count + refused, refused, waits[(int)(0.99 * waits.Count)], siloSeconds / seconds, most);
    }

    private double Gap(double rate) => -Math.Log(1 - _random.NextDouble()) / rate;

    private void Scale(int second, List<Silo> ready)
    {
        _figures.Enqueue((ready.Sum(silo => silo.InFlight(second)), ready.Average(silo => silo.Busy(second)), ready.Count));
        if (_figures.Count <= LagSeconds / ScaleAutoscaler.Interval)
        {
            return;
        }

        var (inFlight, cpu, seen) = _figures.Dequeue();
        var wanted = _autoscaler!.Decide(second, _silos.Count, inFlight, cpu, seen);
        while (_silos.Count < wanted)
        {
            _silos.Add(new Silo(second + StartSeconds));
        }

        // The last come go first; what they have taken they finish, for a silo drains before it ends.
        _silos.RemoveRange(wanted, _silos.Count - wanted);
    }

    /// <summary>A silo: when each slot will have done what waits for it.</summary>
    private sealed class Silo(int readyAt)
    {
        private readonly double[] _freeAt = new double[Slots];
        private double _taken;
        private double _leftThen;
        private double _then = readyAt;

        public int ReadyAt => readyAt;

        /// <summary>Takes a job and returns how long it waits; null where that is too long.</summary>
        public double? Take(double at, double cost)
        {
            var slot = Array.IndexOf(_freeAt, _freeAt.Min());
            var wait = Math.Max(0, _freeAt[slot] - at);
            if (wait > Patience)
            {
                return null;
            }

            _freeAt[slot] = at + wait + cost;
            _taken += cost;
            return wait;
        }

        public double InFlight(double at) => _freeAt.Sum(free => Math.Max(0, free - at));

        /// <summary>Share of the slots' time that was used since the last call.</summary>
        public double Busy(double at)
        {
            var left = InFlight(at);
            var share = at > _then ? (_leftThen + _taken - left) / (Slots * (at - _then)) : 0;
            (_then, _taken, _leftThen) = (at, 0, left);
            return Math.Clamp(share, 0, 1);
        }
    }
}

/// <summary>What became of a load.</summary>
/// <param name="Jobs">Jobs that came.</param>
/// <param name="Refused">Those that would have waited too long.</param>
/// <param name="Wait99">Seconds that all but one in a hundred of the others waited at most.</param>
/// <param name="MeanSilos">Silos on average.</param>
/// <param name="MostSilos">Silos at most.</param>
internal sealed record ScaleOutcome(int Jobs, int Refused, double Wait99, double MeanSilos, int MostSilos)
{
    /// <summary>Share of the jobs that was refused.</summary>
    public double RefusedShare => (double)Refused / Jobs;
}
