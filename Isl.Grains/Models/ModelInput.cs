using Isl.Grains.Interfaces.Models;

namespace Isl.Grains.Models;

/// <summary>An independent random input of a model: an exogenous quantity, or the noise of an equation.</summary>
/// <param name="Name">The quantity, or the equation's variable.</param>
/// <param name="IsNoise">Whether it is noise.</param>
/// <param name="Spec">Its distribution.</param>
/// <param name="Part">Which of the equation's noises it is, from 0.</param>
internal sealed record ModelInput(string Name, bool IsNoise, DistributionSpec Spec, int Part = 0)
{
    /// <summary>Its name in answers, such as <c>noise of Revenue</c>.</summary>
    public string Label => !IsNoise ? Name : Part == 0 ? $"noise of {Name}" : $"noise {Part + 1} of {Name}";

    /// <summary>What tells its random stream from others of the same name.</summary>
    public string Purpose => !IsNoise ? "value" : Part == 0 ? "noise" : $"noise {Part + 1}";
}
