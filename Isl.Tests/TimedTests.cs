namespace Isl.Tests;

/// <summary>
/// Tests that measure time: they run after the others and one at a time, so that what they measure is the product and not its neighbours.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class TimedTests
{
    public const string Name = "timed";
}
