namespace Isl.Tests.Processes;

/// <summary>Tests that run processes and measure time: after all others and one at a time, for they need the machine to themselves.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ProcessTests
{
    public const string Name = "processes";

    /// <summary>Requests a second of the mixed load.</summary>
    public const int Rate = 80;
}
