using System.ComponentModel.DataAnnotations;

namespace Isl.Grains.Answering;

/// <summary>Settings of a silo's compute gate; configuration section <c>Compute</c>.</summary>
public sealed class ComputeOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Compute";

    /// <summary>Share of the request's time that a method may spend; the rest is for waiting and for a simpler method.</summary>
    private const double BudgetShare = 0.8;

    /// <summary>Share of the request's time that a question may wait for its turn: with the budget it leaves 5 % for a simpler method.</summary>
    private const double PatienceShare = 0.15;

    /// <summary>Jobs that run at one time in each lane; 0 means one per core (<c>ISL_COMPUTE_SLOTS</c>).</summary>
    [Range(0, 1024)]
    public int Slots { get; set; }

    /// <summary>Jobs that may wait in each lane before further ones are refused.</summary>
    [Range(1, 1_000_000)]
    public int QueueLimit { get; set; } = 512;

    /// <summary>Seconds a request may take in all (<c>REQUEST_TIMEOUT_SECONDS</c>).</summary>
    [Range(0.001, 86_400)]
    public double RequestTimeoutSeconds { get; set; } = 25;

    /// <summary>What the method asked for may spend, counted from when it gets a slot.</summary>
    public TimeSpan Budget => TimeSpan.FromSeconds(RequestTimeoutSeconds * BudgetShare);

    /// <summary>How long a question waits for a slot before it is refused.</summary>
    public TimeSpan Patience => TimeSpan.FromSeconds(RequestTimeoutSeconds * PatienceShare);
}
