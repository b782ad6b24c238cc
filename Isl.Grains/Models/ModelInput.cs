using Isl.Grains.Interfaces.Models;

namespace Isl.Grains.Models;

/// <summary>An independent random input of a model: an exogenous quantity, or the noise of an equation.</summary>
/// <param name="Name">The quantity, or the equation's variable.</param>
/// <param name="IsNoise">Whether it is noise.</param>
/// <param name="Spec">Its distribution.</param>
internal sealed record ModelInput(string Name, bool IsNoise, DistributionSpec Spec)
{
    /// <summary>Its name in answers, such as <c>noise of Revenue</c>.</summary>
    public string Label => IsNoise ? $"noise of {Name}" : Name;
}
