using System.Reflection;

namespace Isl.Grains.Hosting;

/// <summary>Which build of the service this is.</summary>
public static class Build
{
    /// <summary>Version of the service, without the revision it was built from.</summary>
    public static string Version { get; } =
        typeof(Build).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";
}
