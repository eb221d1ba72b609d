// A file of its own: the content security policy forbids inline scripts.
SwaggerUIBundle({
  url: '/api/v1/openapi.json',
  dom_id: '#swagger-ui',
  deepLinking: true,
  // Whoever is signed in to the portal can try things out.
  requestInterceptor: (request) => {
    request.headers['X-Leadmetrics'] = 'docs';
    return request;
  },
});
