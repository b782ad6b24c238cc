using System.ComponentModel.DataAnnotations;
using Isl.Grains.Interfaces.Resilience;

namespace Isl.Grains.Resilience;

/// <summary>Settings of one circuit.</summary>
public sealed class CircuitOptions
{
    /// <summary>Failures in a row that open the circuit.</summary>
    [Range(1, 1000)]
    public int FailureThreshold { get; set; } = 3;

    /// <summary>Successful trials that close it.</summary>
    [Range(1, 1000)]
    public int SuccessThreshold { get; set; } = 2;

    /// <summary>Seconds from opening to the first trial.</summary>
    [Range(0.1, 86_400)]
    public double TimeoutSeconds { get; set; } = 60;

    /// <summary>Trial calls that may run at one time while half-open.</summary>
    [Range(1, 100)]
    public int TrialCalls { get; set; } = 2;

    /// <summary><see cref="TimeoutSeconds"/> as a time span.</summary>
    public TimeSpan Timeout => TimeSpan.FromSeconds(TimeoutSeconds);
}

/// <summary>Settings of circuits and health; configuration section <c>Resilience</c>.</summary>
public sealed class ResilienceOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Resilience";

    /// <summary>Seconds of the rolling health window.</summary>
    [Range(1, 86_400)]
    public double HealthWindowSeconds { get; set; } = 300;

    /// <summary>Outcomes in the window before a service can be anything but healthy.</summary>
    [Range(1, 1_000_000)]
    public int HealthMinOutcomes { get; set; } = 20;

    /// <summary>Failures without any success, fallbacks not counted, that prove it earlier.</summary>
    [Range(1, 1_000_000)]
    public int HealthMinFailures { get; set; } = 5;

    /// <summary>Milliseconds between a silo's reports and snapshot refreshes; the truth is at most this much older.</summary>
    [Range(10, 1000)]
    public int ReportIntervalMilliseconds { get; set; } = 400;

    /// <summary>
    /// Failures in a row after which a method is not tried on one subject for a while, so that it cannot open the circuit for the others.
    /// </summary>
    [Range(1, 1000)]
    public int SubjectFailureThreshold { get; set; } = 3;

    /// <summary>Settings by circuit name.</summary>
    public Dictionary<string, CircuitOptions> Circuits { get; set; } = new(StringComparer.Ordinal)
    {
        [CircuitNames.NotearsDiscovery] = new() { TimeoutSeconds = 120 },
        [CircuitNames.PcDiscovery] = new() { TimeoutSeconds = 120 },
        [CircuitNames.PathAnalysis] = new(),
        [CircuitNames.StrategyGeneration] = new(),
        [CircuitNames.MonteCarlo] = new(),
    };

    /// <summary>The settings of a circuit; the defaults where none are given.</summary>
    public CircuitOptions ForCircuit(string name) => Circuits.GetValueOrDefault(name) ?? new CircuitOptions();
}
