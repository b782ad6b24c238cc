namespace Isl.Client;

/// <summary>Where the service is and how to ask it.</summary>
public sealed class IslClientOptions
{
    /// <summary>Base address; <c>http://localhost:8000</c> unless set.</summary>
    public Uri Address { get; set; } = new("http://localhost:8000");

    /// <summary>The key, where the service asks for one.</summary>
    public string? ApiKey { get; set; }

    /// <summary>How often a question is sent at most, 1 for once; 4 unless set. What is refused for a while is asked again.</summary>
    public int Attempts { get; set; } = 4;

    /// <summary>The longest wait between two attempts, and so the longest <c>Retry-After</c> that is honoured; 30 seconds unless set.</summary>
    public TimeSpan LongestWait { get; set; } = TimeSpan.FromSeconds(30);
}
